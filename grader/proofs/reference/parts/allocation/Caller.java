package parts;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

public final class Caller implements Clock {

    private static final int REQUESTS = 10_000;
    private static final int ROUNDS = 20;
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes();

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ByteBuffer request = ByteBuffer.wrap(REQUEST);
    private final Response hello = Response.text(200, "Hello, world\n");
    private final HttpConnection connection =
            new HttpConnection(new Peer(new InetSocketAddress("127.0.0.1", 0), 0), new ExceptionBoundary(this::hello),
                    new ConnectionLimits(10_000, 10_000, 60_000, 10_000, 1_000_000), this, new BufferPool(1 << 24),
                    new BodyBudget(1 << 24));

    /** A handler, and what layers leave in the context of a request. */
    private Response hello(Request request) {
        request.setAttribute(RequestId.ID, "a");
        request.setAttribute(Router.ROUTE, null);
        return hello;
    }

    /** Prints the least of some rounds: the later ones run compiled code. */
    public static void main(String[] args) {
        Caller caller = new Caller();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, caller.round());
        }
        IO.println(least);
    }

    /** Bytes for each request, on the average. */
    private long round() {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REQUESTS; i++) {
            connection.receive(request.clear());
            while (connection.wants() == Protocol.Wants.WORK) {
                connection.work();
            }
            ByteBuffer output = connection.output();
            output.position(output.limit());
            connection.sent();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / REQUESTS;
    }

    @Override
    public long now() {
        return 0;
    }

    @Override
    public String date() {
        return "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    }
}
