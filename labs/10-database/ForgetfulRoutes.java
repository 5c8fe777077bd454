// Given: nothing in this file is for you to write.
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Routes whose handlers make the mistakes that a pool has to live with. */
record ForgetfulRoutes(ConnectionPool<Connection, SQLException> pool) {

    List<Route> routes() {
        return List.of(
                new Route("POST", "/forget/return", request -> forgetReturn()),
                new Route("POST", "/forget/commit", request -> forgetCommit()));
    }

    /** Borrows a connection and never returns it. */
    @SuppressWarnings("resource")
    private Response forgetReturn() throws SQLException, InterruptedException {
        pool.borrow();
        return Response.text(200, "borrowed a connection, and will not return it\n");
    }

    /** Raises all prices in a transaction, and returns the connection before its end. */
    private Response forgetCommit() throws SQLException, InterruptedException {
        try (Lease<Connection> lease = pool.borrow()) {
            Connection connection = lease.connection();
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement("UPDATE products SET price = price + 1")) {
                return Response.text(200, "raised " + update.executeUpdate() + " prices, and did not commit\n");
            }
        }
    }
}
