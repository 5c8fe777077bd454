package grader.checks.lab14;

import grader.clients.http.Limits;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend that responds to the first byte of a connection, and then reads nothing more, and closes nothing. */
final class DeafBackend implements Closeable {

    private static final int LITTLE = 4 * 1024;

    private final ServerSocket listener = new ServerSocket();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private DeafBackend(String response) throws IOException {
        listener.setReceiveBufferSize(LITTLE);
        listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        Thread.ofPlatform().daemon().name("deaf backend").start(() -> {
            try {
                while (true) {
                    respond(listener.accept(), response);
                }
            } catch (IOException end) {
                // It was closed.
            }
        });
    }

    /** Starts it on a port of its own. */
    static DeafBackend open(String response) {
        try {
            return new DeafBackend(response);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void respond(Socket connection, String response) {
        connections.add(connection);
        try {
            connection.setSoTimeout((int) Limits.PATIENCE.toMillis());
            if (connection.getInputStream().read() >= 0) {
                connection.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException gone) {
            // The edge has left.
        }
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
