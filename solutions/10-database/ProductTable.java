import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table `products`. */
final class ProductTable {

    /** @param price in cents */
    record Product(String sku, String name, long price) {}

    private ProductTable() {}

    /**
     * Returns up to `limit` products with `part` somewhere in their name, ignoring the case of the letters A to Z,
     * sorted by `order`. The part is any text, and may be hostile: it never becomes part of the SQL, and none of its
     * characters is special ({@link #pattern}).
     */
    // task parameters
    static List<Product> search(Connection connection, String part, ProductOrder order, int limit)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT sku, name, price FROM products WHERE LOWER(name) LIKE LOWER(?) ESCAPE '!' ORDER BY "
                        + order.sql() + " LIMIT ?")) {
            query.setString(1, pattern(part));
            query.setInt(2, limit);
            try (ResultSet rows = query.executeQuery()) {
                return products(rows);
            }
        }
    }

    /**
     * Returns a pattern for LIKE that matches every text with `part` in it. In a pattern, `%` stands for any text and
     * `_` for any character; after a `!`, each stands for itself, and so does a `!`.
     */
    // task parameters
    static String pattern(String part) {
        return "%" + part.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    private static List<Product> products(ResultSet rows) throws SQLException {
        List<Product> products = new ArrayList<>();
        while (rows.next()) {
            products.add(new Product(rows.getString("sku"), rows.getString("name"), rows.getLong("price")));
        }
        return products;
    }
}
