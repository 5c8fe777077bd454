// Given: nothing in this file is for you to write.
import java.io.IOException;

/**
 * The bytes of a client that has stopped to speak HTTP go to a server, and those of the server to the client. The
 * connection to the server is closed when the tunnel ends, or does not even begin.
 *
 * @param idleMillis both connections are reset if no byte moves for so long
 */
record BackendTunnel(Transport backend, int idleMillis, Runnable onClosed) implements Tunnel {

    @Override
    public void run(Transport client) throws IOException {
        Splice.both(client, backend, idleMillis);
    }

    @Override
    public void close() {
        onClosed.run();
    }
}
