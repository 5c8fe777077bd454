import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A request that is not answered as asked: what the client is told. */
final class Refusal {

    private Refusal() {}

    /** @param message one line, for whoever wrote the client */
    static HttpError of(int status, String message) {
        return new HttpError(status, reason(status), message);
    }

    private static String reason(int status) {
        return switch (status) {
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 431 -> "Request Header Fields Too Large";
            case 501 -> "Not Implemented";
            case 505 -> "HTTP Version Not Supported";
            default -> "Bad Request";
        };
    }

    /**
     * The bytes of a whole response: the status and its reason, `Content-Type: text/plain; charset=iso-8859-1`, `Content-Length`,
     * `Connection: close`; the body is the message and a line feed. Nobody knows where the next request would begin, so
     * there is none: the caller closes.
     */
    // task errors
    static byte[] answer(HttpError refusal) {
        throw new Todo("errors");
    }
}
