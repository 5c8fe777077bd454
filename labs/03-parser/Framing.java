import java.util.List;

/**
 * The way to find the end of a request's body (RFC 9112 §6.3).
 *
 * <p>Every server along the way must find the same end. If two rules could apply, two servers will choose differently,
 * and an attacker can hide a request in the gap. Therefore anything ambiguous is rejected. Page: docs/pages/lab03.adoc.
 *
 * @param length the number of bytes that follow; 0 if the body is chunked
 */
record Framing(boolean chunked, long length) {

    private static final Framing NO_BODY = new Framing(false, 0);

    static Framing of(Head head) {
        return head.fields().has("transfer-encoding") ? transferCoding(head) : ofLength(head.fields());
    }

    /** Returns the framing that `Content-Length` states; without that field, there is no body. */
    static Framing ofLength(Fields fields) {
        List<String> values = fields.values("content-length");
        return values.isEmpty() ? NO_BODY : new Framing(false, contentLength(values));
    }

    /**
     * Returns the length that all `Content-Length` lines agree on. Each value is a list of one or more numbers. They
     * consist of digits only, and all are equal; otherwise 400. A number too large for a long counts as
     * {@link Long#MAX_VALUE}.
     */
    // task length
    private static long contentLength(List<String> values) {
        throw new Todo("length");
    }

    /** Returns the value of a string of digits. */
    // task length
    private static long number(String digits) {
        throw new Todo("length");
    }

    /**
     * Returns the framing of a head with `Transfer-Encoding`, a list (RFC 9112 §6.1, §6.3). If its last member is not
     * `chunked`, in upper or lower case, the end of the body is unknown: 400. With more than one member: 501. Together
     * with `Content-Length`, or from a client that speaks HTTP/1.0: 400.
     */
    // task chunked
    private static Framing transferCoding(Head head) {
        throw new Todo("chunked");
    }

    /**
     * Returns a decoder that turns the bytes after the head into `content`.
     *
     * @throws HttpException 413 if `content` cannot take the length ({@link Content#requireRoom})
     */
    BodyDecoder decoder(Content content) {
        content.requireRoom(length);
        return chunked ? new ChunkedDecoder() : length > 0 ? new LengthDecoder(length) : BodyDecoder.NO_BODY;
    }
}
