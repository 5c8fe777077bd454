import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;

/** Where sockets begin and end. */
final class Sockets {

    private static final int SILENCE_MILLIS = 2_000;
    private static final int MAX_MILLIS = 10_000;

    private Sockets() {}

    /**
     * A socket to listen with, which is not bound yet. It has a channel, and so have the sockets that it accepts: an
     * engine with a selector needs them.
     */
    static ServerSocket open() throws IOException {
        return ServerSocketChannel.open().socket();
    }

    /**
     * Ends a connection: lets the client read its answer ({@link #linger}), then closes the socket, whatever happened
     * before. So nothing that was sent is lost, and no descriptor stays open. A client that has gone already is no
     * error here: nothing is owed to it.
     */
    // task close
    static void lingerAndClose(Socket connection) throws IOException {
        Todo.report("close");
    }

    /**
     * Says that no more will be sent, then reads and drops what still comes: until the client closes, or is silent for
     * 2 s, at most for 10 s. Lab 07 explains why a response could be lost without this.
     */
    static void linger(Socket connection) throws IOException {
        connection.shutdownOutput();
        long end = System.nanoTime() + MAX_MILLIS * 1_000_000L;
        byte[] dropped = new byte[4096];
        int count = 0;
        for (long left = MAX_MILLIS; count >= 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            connection.setSoTimeout(Math.clamp(left, 1, SILENCE_MILLIS));
            // Closing with unread bytes would reset the connection.
            count = connection.getInputStream().read(dropped);
        }
    }
}
