import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Handles `GET /orders`: the orders of the user who asks, page by page, the newest first. A page continues after the
 * last number of the one before it (`before`). The database finds that place in an index, whereas `OFFSET` would read
 * and throw away all earlier pages.
 */
record OrderHistory(Database database) implements Handler {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private record Line(String orderId, long number, BigInteger total, List<Item> items) {}

    /** @param next the number from which the next page continues; null on the last page */
    private record Page(List<Line> orders, Long next) {}

    @Override
    public Response handle(Request request) throws Exception {
        String user = request.attribute(Authentication.USER).name();
        QueryParameters query = QueryParameters.of(request);
        int limit = (int) query.number("limit", DEFAULT_LIMIT, MAX_LIMIT);
        long before = query.number("before", Long.MAX_VALUE, Long.MAX_VALUE);
        return Json.response(200, database.use(connection -> page(connection, user, before, limit)));
    }

    /** Asks for one order more than the page has room for: that one tells whether there is a next page. */
    private static Page page(Connection connection, String user, long before, int limit) throws SQLException {
        List<OrderTable.Row> rows = OrderTable.page(connection, user, before, limit + 1);
        boolean more = rows.size() > limit;
        List<OrderTable.Row> shown = more ? rows.subList(0, limit) : rows;

        Map<String, List<Item>> items = new LinkedHashMap<>();
        shown.forEach(row -> items.put(row.id(), new ArrayList<>()));
        OrderTable.addItems(connection, items);
        List<Line> lines =
                shown.stream().map(row -> new Line(row.id(), row.number(), row.total(), items.get(row.id()))).toList();
        return new Page(lines, more ? shown.getLast().number() : null);
    }
}
