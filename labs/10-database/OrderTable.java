import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The tables `orders` and `order_items`. An order never changes, so all of its rows always fit together. */
final class OrderTable {

    /** A row of `orders`. The number grows from one order of a customer to the next. */
    record Row(long number, String id, String customer, BigInteger total) {}

    private OrderTable() {}

    /** Inserts an order and its items. The caller has begun a transaction. */
    static void insert(Connection connection, Order order) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO orders (id, customer_id, total) VALUES (?, ?, ?)")) {
            insert.setString(1, order.orderId());
            insert.setString(2, order.user());
            insert.setLong(3, order.total().longValueExact());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO order_items (order_id, position, sku, quantity) VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < order.items().size(); i++) {
                insert.setString(1, order.orderId());
                insert.setInt(2, i);
                insert.setString(3, order.items().get(i).sku());
                insert.setLong(4, order.items().get(i).quantity());
                insert.addBatch();
            }
            insert.executeBatch();      // All of them go to the database at once.
        }
    }

    /** Returns an order; null if there is none with this id. */
    static Order find(Connection connection, String id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT number, id, customer_id, total FROM orders WHERE id = ?""")) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                Row row = row(rows);
                List<Item> items = new ArrayList<>();
                addItems(connection, id, Map.of(id, items));
                return new Order(id, row.customer(), row.total(), items);
            }
        }
    }

    /** Returns the newest orders of a customer that have a number below `before`, the newest first. */
    static List<Row> page(Connection connection, String customer, long before, int limit) throws SQLException {
        // All rows have the same customer_id. It is in ORDER BY so that H2 sees the order of the index, too.
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT number, id, customer_id, total
                FROM orders
                WHERE customer_id = ? AND number < ?
                ORDER BY customer_id, number DESC
                LIMIT ?""")) {
            query.setString(1, customer);
            query.setLong(2, before);
            query.setInt(3, limit);
            try (ResultSet rows = query.executeQuery()) {
                List<Row> page = new ArrayList<>();
                while (rows.next()) {
                    page.add(row(rows));
                }
                return page;
            }
        }
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(rows.getLong("number"), rows.getString("id"), rows.getString("customer_id"),
                BigInteger.valueOf(rows.getLong("total")));
    }

    /** Adds the items of one order to its list in `itemsById`, in their original order. */
    private static void addItems(Connection connection, String id, Map<String, List<Item>> itemsById)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT sku, quantity FROM order_items WHERE order_id = ? ORDER BY position""")) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    itemsById.get(id).add(item(rows));
                }
            }
        }
    }

    /**
     * Adds the items of several orders to `itemsById`, which has an empty list for the id of each of these orders. The
     * items of an order are in their original order. Sends one statement, however many orders there are, and none if
     * there is no order.
     */
    // task n-plus-one
    static void addItems(Connection connection, Map<String, List<Item>> itemsById) throws SQLException {
        Todo.report("n-plus-one");
        for (var id : itemsById.keySet()) { addItems(connection, id, itemsById); } return;
    }

    private static Array array(Connection connection, Collection<String> texts) throws SQLException {
        return connection.createArrayOf("varchar", texts.toArray());
    }

    private static Item item(ResultSet rows) throws SQLException {
        return new Item(rows.getString("sku"), rows.getLong("quantity"));
    }
}
