import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;

/** Utility methods that open and close sockets. */
final class Sockets {

    private static final int SILENCE_MILLIS = 2_000;
    private static final int MAX_MILLIS = 10_000;

    private Sockets() {}

    /**
     * Returns an unbound listening socket. It has a channel, and so do the sockets that it accepts: an engine with a
     * selector needs those channels.
     */
    static ServerSocket open() throws IOException {
        return ServerSocketChannel.open().socket();
    }

    /**
     * Ends a connection: lets the client read the response ({@link #linger}), then closes the socket, whatever happened
     * before. Nothing that was sent is lost, and no descriptor stays open. It is not an error if the client has already
     * left, since it expects no response.
     */
    // task close
    static void lingerAndClose(Socket connection) throws IOException {
        Todo.report("close");
    }

    /** Closes a connection. What was sent still reaches the client, if it has not left first. */
    static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException gone) {
            // The client left first.
        }
    }

    /**
     * Half-closes the connection, then reads and discards what still arrives, until the client closes or is silent for
     * 2 s, but for at most 10 s. Lab 07 explains why a response could be lost without this.
     *
     * @throws IOException if the client has left, or is silent for too long
     */
    // task close
    static void linger(Socket connection) throws IOException {
        Todo.report("close");
        connection.shutdownOutput();
    }
}
