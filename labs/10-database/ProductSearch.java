// Given: nothing in this file is for you to write.
import java.util.List;

/** Handles `GET /products?name=TEXT&sort=ORDER`: the first 100 products with this text in their name. */
record ProductSearch(Database database) implements Handler {

    private static final int LIMIT = 100;

    private record Found(List<ProductTable.Product> products) {}

    @Override
    public Response handle(Request request) throws Exception {
        QueryParameters query = QueryParameters.of(request);
        String part = query.text("name", "");
        ProductOrder order = ProductOrder.of(query.text("sort", "name"));
        return Json.response(200,
                new Found(database.use(connection -> ProductTable.search(connection, part, order, LIMIT))));
    }
}
