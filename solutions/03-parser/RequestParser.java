import java.nio.ByteBuffer;

/** Bytes in, requests out: a head, then a body as its {@link Framing} says, then the next head. Given. */
final class RequestParser {

    private final int maxBody;
    private final Request.Note note;
    private final HeadParser headParser = new HeadParser();
    private Head head;              // null while it is not complete
    private BodyDecoder decoder;
    private Content content;
    private boolean expectsContinue;

    /** @param maxBody how many bytes of content a request may have */
    RequestParser(int maxBody) {
        this(maxBody, null);
    }

    /** @param note what the server knows of every request of this client, before it has read any */
    RequestParser(int maxBody, Request.Note note) {
        this.maxBody = maxBody;
        this.note = note;
    }

    /**
     * Takes from `in`, a buffer on the heap, the bytes of one request; what follows it stays there.
     *
     * @return the request; null if it is not complete, and all of `in` has been taken
     */
    Request receive(ByteBuffer in) {
        if (head == null) {
            if (!headParser.receive(in)) {
                return null;
            }
            begin(headParser.head());
        }
        if (!decoder.decode(in, content)) {
            return null;
        }
        Request request = new Request(head, content.bytes(), decoder.trailers(), null, note);
        forget();
        return request;
    }

    /** What this client has sent makes no request. */
    Request malformed(HttpException failure) {
        return Request.malformed(failure, note);
    }

    /** A connection that waits for the next request holds nothing of this one. */
    private void forget() {
        head = null;
        decoder = null;
        content = null;
    }

    private void begin(Head head) {
        this.decoder = Framing.of(head).decoder(maxBody);
        this.content = new Content(maxBody);
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
