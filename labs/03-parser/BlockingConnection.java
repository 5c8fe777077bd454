// Given: nothing in this file is for you to write.
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * A connection that handles request after request, until the client or the server ends it.
 *
 * <p>All reading and writing happens here, and none of it in the parser. Used until lab 07, where `HttpConnection`
 * takes over.
 */
final class BlockingConnection {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    private final Socket connection;
    private final Responder responder;
    private final RequestParser parser;
    // bytes that were read but not parsed; empty at first
    private final ByteBuffer in = ByteBuffer.allocate(8 * 1024).limit(0);
    private boolean continueSent;      // whether `100 Continue` was sent for this request

    /** @param readTimeout how long the client may be silent, in milliseconds */
    private BlockingConnection(Socket connection, int readTimeout, int maxBody, Responder responder)
            throws IOException {
        this.connection = connection;
        this.responder = responder;
        InetSocketAddress client = (InetSocketAddress) connection.getRemoteSocketAddress();
        this.parser = new RequestParser(maxBody, new BodyBudget(Long.MAX_VALUE), new Peer(client, 0), System::nanoTime);
        connection.setSoTimeout(readTimeout);
    }

    static Flags flags(Flags flags) {
        return Server.flags(flags)
                .withNumber("read-timeout", 5000, 1, Integer.MAX_VALUE,
                        "how long a connection may be silent, in milliseconds")
                .withNumber("max-body", 1_048_576, 0, Integer.MAX_VALUE,
                        "how many bytes of content a request may have");
    }

    /** Listens, reports the address, and serves every client until the listener is closed. */
    static void run(Flags flags, Responder responder) throws Exception {
        int readTimeout = flags.number("read-timeout");
        int maxBody = flags.number("max-body");
        Server.run(flags, WorkerPool
                .engine(connection -> new BlockingConnection(connection, readTimeout, maxBody, responder).run()));
    }

    private void run() throws IOException {
        try {
            for (Request request = nextRequest(); request != null;) {
                boolean last = !isPersistent(request);
                write(responder.respond(request, last));
                continueSent = false;
                request = last ? null : nextRequest();
            }
        } finally {
            Sockets.lingerAndClose(connection);
        }
    }

    /** Returns whether the client may send another request on this connection (RFC 9112 §9.3). */
    private static boolean isPersistent(Request request) {
        return request.failure() == null && !request.head().isHttp10()
                && !request.head().fields().tokens("connection").contains("close");
    }

    /** Returns the next request, which may be malformed; null if the client has left or is idle. */
    private Request nextRequest() throws IOException {
        try {
            Request request = null;
            while (request == null && (in.hasRemaining() || readMore())) {
                request = parser.receive(in);
            }
            return request;
        } catch (HttpException failure) {
            return parser.malformed(failure);
        } catch (RuntimeException fault) {
            Faults.report(fault);        // A bug in the parser ends this connection, but not the worker.
            return parser.malformed(new HttpException(500, "the server has a fault: " + fault));
        }
    }

    /** Fills `in` with the next bytes. Returns whether any came before the client left or fell silent. */
    private boolean readMore() throws IOException {
        if (parser.expectsContinue() && !continueSent) {
            write(CONTINUE);
            continueSent = true;
        }
        try {
            int count = connection.getInputStream().read(in.array());
            in.position(0).limit(Math.max(count, 0));
            return count >= 0;
        } catch (SocketTimeoutException silence) {
            if (parser.isPartial()) {
                throw new HttpException(408, "the rest of the request did not come in time");
            }
            return false;
        }
    }

    private void write(byte[] bytes) throws IOException {
        connection.getOutputStream().write(bytes);
    }
}
