import java.io.IOException;
import java.net.Socket;

/**
 * Passes the bytes of a connection to another server, and its bytes back, whatever they mean (layer 4).
 *
 * @param connectMillis how long it may take until the other server accepts
 * @param idleMillis how long no byte may move
 */
record TcpForward(HostPort backend, int connectMillis, int idleMillis, Lack unreachable) implements Tunnel {

    TcpForward(HostPort backend, int connectMillis, int idleMillis) {
        this(backend, connectMillis, idleMillis,
                new Lack("no connection to " + backend + " for a client, which was reset"));
    }

    /**
     * Connects to the other server ({@link #connect}) and copies both ways until both have ended ({@link Splice#both}).
     * The connection to the other server is closed then, whatever has happened. If there is none, the client is reset,
     * so that it does not take that for a server that has nothing to say.
     */
    // task layer4
    @Override
    public void run(Transport client) throws IOException {
        throw new Todo("layer4");
    }

    /** Returns a connection to the other server. Its socket has a channel, so an interrupt ends what waits for it. */
    private Socket connect() throws IOException {
        try {
            return backend.connect(connectMillis).socket();
        } catch (IOException | RuntimeException | Error failure) {
            unreachable.report(failure);
            throw failure;
        }
    }
}
