import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/** Bytes in, requests out: a head, then a body as its {@link Framing} says, then the next head. */
final class RequestParser {

    private final int maxBody;
    private final String client;
    private final LongSupplier nanos;
    private final HeadParser headParser = new HeadParser();
    private Head head;              // null while it is not complete
    private BodyDecoder decoder;
    private BufferedContent content;
    private RequestContext context;     // null while nothing of a request has come
    private boolean expectsContinue;

    /** @param maxBody how many bytes of content a request may have */
    RequestParser(int maxBody) {
        this(maxBody, null, null);
    }

    /**
     * @param client the address of the client, without its port
     * @param nanos a clock for the times at the stops, such as System::nanoTime; null if no one needs them
     */
    RequestParser(int maxBody, String client, LongSupplier nanos) {
        this.maxBody = maxBody;
        this.client = client;
        this.nanos = nanos;
    }

    /**
     * Takes from `in`, a buffer on the heap, the bytes of one request; what follows it stays there.
     *
     * @return the request; null if it is not complete, and all of `in` has been taken
     */
    Request receive(ByteBuffer in) {
        if (context == null) {
            context = new RequestContext(client, nanos);
            context.reached(Stop.PARSE);
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
        context.reached(Stop.MIDDLEWARE);
        forget();
        return request;
    }

    /** What this client has sent makes no request. */
    Request malformed(HttpException failure) {
        RequestContext failed = context == null ? new RequestContext(client, nanos) : context;
        failed.reached(Stop.MIDDLEWARE);
        return Request.malformed(failure, failed);
    }

    /** A connection that waits for the next request holds nothing of this one. */
    private void forget() {
        head = null;
        context = null;
        decoder = null;
        content = null;
    }

    private void begin(Head head) {
        this.decoder = Framing.of(head).decoder(maxBody);
        this.content = new BufferedContent(maxBody);
        this.expectsContinue = !head.isHttp10() && head.fields().tokens("expect").contains("100-continue");
        this.head = head;
    }

    /** Whether a part of a request has come. */
    boolean isPartial() {
        return head != null || headParser.isPartial();
    }

    /** Whether the client waits for a `100 Continue` before it sends the body (RFC 9110 §10.1.1). */
    boolean expectsContinue() {
        return head != null && expectsContinue;
    }
}
