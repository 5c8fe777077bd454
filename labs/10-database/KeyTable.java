import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table `idempotency_keys`: which order was placed under which key. A key stays as long as its order. */
final class KeyTable {

    private KeyTable() {}

    /**
     * Inserts the key of an order, in the transaction that inserts the order. `id` is unique: if another transaction
     * has inserted the same key, waits until that has ended. If it was committed, no row is inserted.
     *
     * @return whether the key was inserted
     */
    // task transaction
    static boolean insert(Connection connection, IdempotencyKey key, String orderId) throws SQLException {
        throw new Todo("transaction");
    }

    /**
     * Returns the order that was placed under a key; null if there is none.
     *
     * @throws CheckoutRejected if the key comes with another order now
     */
    static Order find(Connection connection, IdempotencyKey key) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT order_hash, order_id FROM idempotency_keys WHERE id = ?")) {
            query.setString(1, key.id());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                key.requireSameOrder(row.getString("order_hash"));
                return OrderTable.find(connection, row.getString("order_id"));
            }
        }
    }
}
