// Given: nothing in this file is for you to write.
import java.io.IOException;

/**
 * What takes over a connection after its last response: from then on, all bytes are its own (RFC 9110 §7.8, §9.3.6).
 * Used from lab 14 on.
 */
interface Tunnel {

    /**
     * Uses the connection, for as long as it likes. When this method returns, the connection is closed. Not called if
     * the connection has ended before.
     */
    void run(Transport client) throws IOException;

    /** Called when the connection is over, whether or not this has run: once. */
    default void close() {}
}
