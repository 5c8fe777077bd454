import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/** A parser that turns bytes into requests: a head, a body with the head's {@link Framing}, then the next head. */
final class RequestParser {

    private final int maxBody;
    private final Admission admission;
    private final Peer peer;
    private final LongSupplier nanos;
    private final long served;          // when this connection began to be served, in clock nanoseconds
    private final HeadParser headParser = new HeadParser();
    private Head head;              // null until it is complete
    private BodyDecoder decoder;
    private Content content;
    private RequestContext context;     // null until the first bytes of a request arrive
    private boolean expectsContinue;
    private boolean first = true;       // no context has been created yet
    private boolean ahead;              // the next request was sent before the response to the last
    private long arrived;               // when the next bytes have arrived; 0: just now

    /** @param maxBody the maximum number of content bytes in a request */
    RequestParser(int maxBody) {
        this(maxBody, new BodyBudget(Long.MAX_VALUE), new Peer(new InetSocketAddress(0), 0), null);
    }

    /** @param nanos a clock for the times at the stops, such as System::nanoTime; null if they are not needed */
    RequestParser(int maxBody, Admission admission, Peer peer, LongSupplier nanos) {
        this.maxBody = maxBody;
        this.admission = admission;
        this.peer = peer;
        this.nanos = nanos;
        this.served = nanos == null ? 0 : nanos.getAsLong();
    }

    /** Notes when the next bytes for `receive` have arrived, in clock nanoseconds; 0 if they have arrived just now. */
    void arrived(long time) {
        arrived = time;
    }

    /** Notes whether the next request was sent before the response to the last. */
    void ahead(boolean sentAhead) {
        ahead = sentAhead;
    }

    /**
     * Takes the bytes of one request from `in`, a heap buffer. Bytes after the request stay in `in`.
     *
     * @return the request; null if it is not complete yet, and all of `in` has been taken
     */
    Request receive(ByteBuffer in) {
        if (context == null) {
            context = nextContext();
            context.parsing(arrived);
        }
        if (head == null) {
            if (!headParser.receive(in)) {
                return null;
            }
            begin(headParser.head());
        }
        if (!decoder.decode(in, content)) {
            return null;
        }
        Request request = new Request(head, content.bytes(), decoder.trailers(), null, context);
        if (decoder != BodyDecoder.NO_BODY) {
            Content complete = content;
            context.whenEnded(outcome -> complete.release());
        }
        context.reached(RequestStage.QUEUE);
        reset();
        return request;
    }

    /** Returns a malformed request, for bytes that are not a valid request. */
    Request malformed(HttpException failure) {
        RequestContext failed = context == null ? nextContext() : context;
        close();
        failed.reached(RequestStage.QUEUE);
        return Request.malformed(failure, failed);
    }

    private RequestContext nextContext() {
        RequestContext next = new RequestContext(peer, nanos);
        if (ahead) {
            next.sentAhead();
        }
        if (first) {
            next.accepted(served);
            first = false;
        }
        return next;
    }

    /** Drops what has arrived of a request. */
    void close() {
        if (content != null) {
            content.release();
            content = null;
        }
    }

    /** Drops everything about this request. A connection that waits for the next request must not hold on to it. */
    private void reset() {
        head = null;
        context = null;
        decoder = null;
        content = null;
    }

    private void begin(Head head) {
        this.content = admission.admit(head, context, maxBody);
        this.decoder = Framing.of(head).decoder(content);
        this.expectsContinue = !head.isHttp10() && head.fields().tokens("expect").contains("100-continue");
        this.head = head;
    }

    /** Returns whether the head of a request has arrived whose content is not complete. */
    boolean hasHead() {
        return head != null;
    }

    /** Returns whether part of a request has arrived. */
    boolean isPartial() {
        return head != null || headParser.isPartial();
    }

    /** Returns whether the client waits for a `100 Continue` before it sends the body (RFC 9110 §10.1.1). */
    boolean expectsContinue() {
        return head != null && expectsContinue;
    }
}
