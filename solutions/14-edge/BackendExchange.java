import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A request on a connection to a backend, and its response. Whatever happens, it ends once: by {@link #end} after the
 * last byte of the response, or by {@link #close}. Then its connection is another request's, or closed.
 */
final class BackendExchange implements AutoCloseable {

    private static final int MAX_INTERIM = 16;

    private final Lease<BackendConnection> lease;
    private final BackendConnection connection;
    private final long timeout;
    private final boolean reused;
    private final ResponseHeadParser parser = new ResponseHeadParser();
    private final List<ResponseHead> interim = new ArrayList<>(0);
    private RequestSender sender;
    private ResponseHead head;      // null until it has arrived
    private long since;             // when the wait for the head, or for this piece, began: a System.nanoTime
    private boolean lost;           // the backend has closed the connection before any byte of the response
    private boolean ended;

    /** @param timeout how long the backend may neither take nor send anything, in nanoseconds */
    BackendExchange(Lease<BackendConnection> lease, long timeout) {
        this.lease = lease;
        this.connection = lease.connection();
        this.timeout = timeout;
        this.reused = connection.isUsed();
    }

    /** Sends the request, or begins to ({@link RequestSender}). */
    void send(byte[] requestHead, StoredContent content) throws IOException {
        sender = RequestSender.start(connection, requestHead, content);
        since = System.nanoTime();
    }

    /**
     * Reads the head of the final response. Those before it are the {@link #interim} ones: at most
     * {@link #MAX_INTERIM}, and all together have the same time.
     *
     * @throws BackendFailure 502 if the connection ends before, or what comes is no response; 504 if it takes too long
     * @throws InterruptedException if this thread is interrupted, or the request has no time left
     */
    // task proxy, until then: throw new BackendFailure(502, "responses are not read yet", true);
    ResponseHead readHead() throws InterruptedException {
        try {
            while (true) {
                while (!parser.receive(connection.input())) {
                    fill();
                }
                ResponseHead next = parser.head();
                if (!next.isInterim()) {
                    head = next;
                    return next;
                }
                if (interim.size() == MAX_INTERIM) {
                    throw failure(502, "has sent too many interim responses");
                }
                interim.add(next);
            }
        } catch (HttpException malformed) {
            throw malformed instanceof BackendFailure known ? known : failure(502, "has sent no valid response");
        }
    }

    List<ResponseHead> interim() {
        return interim;
    }

    /** Returns what has arrived and was not taken yet. */
    ByteBuffer input() {
        return connection.input();
    }

    /**
     * Waits for the next bytes, when all others were taken, for at most the timeout, or as long as the request has
     * time.
     *
     * @throws BackendFailure as {@link #readHead}
     */
    void fill() throws InterruptedException {
        if (!tryFill()) {
            throw broken("has closed the connection too early");
        }
    }

    /** Does the same. Returns false if the backend has closed the connection: nothing more will come. */
    boolean tryFill() throws InterruptedException {
        if (head != null) {
            since = System.nanoTime();      // The client may have taken its time for the last piece.
        }
        try {
            return read() >= 0;
        } catch (IOException gone) {
            if (Thread.interrupted() || !connection.isOpen()) {
                throw new InterruptedException("the wait for the backend was interrupted");
            }
            throw broken("has reset the connection");
        }
    }

    private BackendFailure broken(String how) {
        lost = head == null && interim.isEmpty() && !parser.isPartial();
        return failure(502, how);
    }

    /** While the backend takes what is sent, it may take its time. */
    private int read() throws IOException, InterruptedException {
        while (true) {
            long request = RequestContext.current().remaining();
            long left = Math.max(since, sender.progress()) + timeout - System.nanoTime();
            if (request <= 0) {
                throw new InterruptedException("the request has no time left");
            }
            if (left <= 0) {
                throw failure(504, "did not respond in time");
            }
            try {
                return connection.read(Math.min(left, request));
            } catch (SocketTimeoutException late) {
                // The next turn tells what was late.
            }
        }
    }

    /**
     * Returns whether the same request may succeed on another connection, although it has failed on this one: the
     * backend has closed this one, which had been idle, without a byte of a response.
     */
    boolean wasLost() {
        return reused && lost;
    }

    BackendFailure failure(int status, String what) {
        return new BackendFailure(status, "the backend " + what, sender != null);
    }

    /** Returns the connection for a tunnel. It is the tunnel's until {@link #close}. */
    Transport transport() throws IOException {
        return connection.transport();
    }

    /**
     * Ends the exchange after a complete response. The next request may have the connection, unless the backend closes
     * it, has sent more than the response, or has not taken all of the request.
     */
    void end() {
        finish(head.isPersistent() && !connection.input().hasRemaining() && sender.isComplete());
    }

    /** Ends the exchange, whatever is missing, and closes the connection. */
    @Override
    public void close() {
        finish(false);
    }

    private void finish(boolean reusable) {
        if (ended) {
            return;
        }
        ended = true;
        if (reusable) {
            connection.responded();
        } else {
            lease.markBroken();
        }
        lease.close();
    }
}
