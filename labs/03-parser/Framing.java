import java.util.List;

/**
 * How the end of a request's body is found (RFC 9112 §6.3).
 *
 * <p>Everybody on the way has to find the same end. Where two rules could be followed, two servers will follow
 * different ones, and an attacker hides a request in between: so whatever is not clear is refused. Page:
 * docs/pages/lab03.adoc.
 *
 * @param length how many bytes follow; 0 where it is chunked
 */
record Framing(boolean chunked, long length) {

    private static final Framing NO_BODY = new Framing(false, 0);

    static Framing of(Head head) {
        if (head.fields().has("transfer-encoding")) {
            return transferCoding(head);
        }
        if (head.fields().has("content-length")) {
            return new Framing(false, contentLength(head.fields().values("content-length")));
        }
        return NO_BODY;
    }

    /**
     * The length that all `Content-Length` lines agree on. Each value is a list of one or more numbers: digits and
     * nothing else, and all of them equal; else 400. A number that no long can hold is {@link Long#MAX_VALUE}.
     */
    // task length
    private static long contentLength(List<String> values) {
        throw new Todo("length");
    }

    /** The value of a text of digits. */
    // task length
    private static long number(String digits) {
        throw new Todo("length");
    }

    /**
     * The framing of a head with `Transfer-Encoding`, a list (RFC 9112 §6.1, §6.3). If `chunked`, in any case, is not
     * its last member, 400: nobody can tell where the body ends. If it is not the only one, 501. Together with
     * `Content-Length`, or from a client that speaks HTTP/1.0: 400.
     */
    // task chunked
    private static Framing transferCoding(Head head) {
        throw new Todo("chunked");
    }

    /**
     * What turns the bytes behind the head into content of at most `maxBody` bytes; 413 if it is known already to be
     * longer.
     */
    BodyDecoder decoder(int maxBody) {
        if (length > maxBody) {
            throw new HttpException(413, "the content is longer than " + maxBody + " bytes");
        }
        if (chunked) {
            return new ChunkedDecoder();
        }
        return length > 0 ? new LengthDecoder(length) : (in, content) -> true;      // No body is complete at once.
    }
}
