import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** The table `customers`: who may buy, up to which limit, and what all orders together have cost. */
final class CustomerTable {

    private CustomerTable() {}

    /** Writes the customers that the command line names. What they have spent is kept. */
    static void write(Connection connection, Customers customers) throws SQLException {
        for (Customer customer : customers.customers().values()) {
            if (!update(connection, customer)) {
                insert(connection, customer);
            }
        }
    }

    private static boolean update(Connection connection, Customer customer) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE customers SET credit_limit = ?, may_buy = ? WHERE id = ?")) {
            update.setLong(1, customer.limit().longValueExact());
            update.setBoolean(2, customer.mayBuy());
            update.setString(3, customer.id());
            return update.executeUpdate() == 1;
        }
    }

    /** Does nothing if another server has inserted the customer meanwhile. */
    private static void insert(Connection connection, Customer customer) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO customers (id, credit_limit, may_buy) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""")) {
            insert.setString(1, customer.id());
            insert.setLong(2, customer.limit().longValueExact());
            insert.setBoolean(3, customer.mayBuy());
            insert.executeUpdate();
        }
    }

    /** Returns the customer with this id, as the only one; none if there is no such customer. */
    static Customers find(Connection connection, String id) throws SQLException {
        if (id.indexOf('\0') >= 0) {
            return new Customers(Map.of());     // PostgreSQL rejects a text with this character.
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT credit_limit, may_buy FROM customers WHERE id = ?")) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                return new Customers(row.next()
                        ? Map.of(id, new Customer(id, BigInteger.valueOf(row.getLong("credit_limit")),
                                row.getBoolean("may_buy")))
                        : Map.of());
            }
        }
    }

    /**
     * Adds `cents` to what a customer has spent, if the sum stays within the limit; a sum of exactly the limit is
     * within it. This holds even if other servers charge the same customer at the same time: they wait until the
     * transaction ends, and no two of them for each other.
     *
     * @throws CheckoutRejected if the sum would be over the limit: {@link #overLimit}
     */
    // task transaction
    static void charge(Connection connection, String id, long cents) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE customers SET spent = spent + ? WHERE id = ? AND spent <= credit_limit - ?""")) {
            update.setLong(1, cents);
            update.setString(2, id);
            update.setLong(3, cents);
            if (update.executeUpdate() == 0) {
                throw overLimit();
            }
        }
    }

    static CheckoutRejected overLimit() {
        return new CheckoutRejected(Problem.with(
                Problem.of(409, "the orders would come to more than the credit limit"), "code", "limit"));
    }
}
