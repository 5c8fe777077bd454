import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetSocketAddress;

/** Connections without sockets. */
final class Unplugged {

    static final Peer CLIENT = new Peer(new InetSocketAddress("127.0.0.1", 0), 0);
    private static final int MIB = 1 << 20;

    private Unplugged() {}

    /** A connection whose handler gets valid requests only. */
    static HttpConnection connection(Handler handler, Admission admission) {
        return new HttpConnection(CLIENT, new ExceptionBoundary(request -> {
            if (request.failure() != null) {
                throw request.failure();
            }
            return handler.handle(request);
        }), new ConnectionLimits(1000, 1000, 1000, 1000, MIB), new SystemClock(false), new BufferPool(MIB), admission);
    }

    /** Lets a connection work and write until it wants something else. Returns what it has written. */
    static String play(Protocol connection) {
        StringBuilder written = new StringBuilder();
        while (true) {
            switch (connection.wants()) {
                case WORK -> connection.work();
                case WRITE -> {
                    written.append(ISO_8859_1.decode(connection.output()));
                    connection.sent();
                }
                default -> {
                    return written.toString();
                }
            }
        }
    }
}
