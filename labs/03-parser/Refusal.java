import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A request that is not answered as asked: what the client is told. */
final class Refusal {

    private Refusal() {}

    /**
     * The bytes of a whole response: the status and its reason, `Content-Type: text/plain; charset=iso-8859-1`,
     * `Content-Length`, `Connection: close`; the body is the message and a line feed. Nobody knows where the next
     * request would begin, so there is none: the caller closes.
     */
    // task errors
    static byte[] answer(HttpError refusal) {
        return Todo.reply("errors", refusal.getMessage());
    }
}
