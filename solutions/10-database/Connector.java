import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the database. That takes milliseconds: a connection of TCP, a login, a session. */
interface Connector {

    /** Opens a connection. It is the caller's, who has to close it. An interrupt of the thread ends the wait for it. */
    Connection open() throws SQLException, InterruptedException;
}
