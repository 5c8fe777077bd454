import java.io.EOFException;
import java.nio.ByteBuffer;

/** Reads one response; those before it that are not final are passed over. */
final class ResponseReader {

    private final ResponseHeadParser parser = new ResponseHeadParser();
    private final String method;
    private final Content content;
    private ResponseHead head;          // null until it is complete
    private BodyDecoder decoder;
    private int interim;

    /** @param method of the request */
    ResponseReader(String method, Content content) {
        this.method = method;
        this.content = content;
    }

    /** Takes the bytes of the response from `in`. Whether it is complete; bytes after it stay in `in`. */
    boolean receive(ByteBuffer in) {
        while (head == null) {
            if (!parser.receive(in)) {
                return false;
            }
            ResponseHead next = parser.head();
            if (next.isInterim()) {
                interim++;
            } else {
                decoder = next.decoder(method, content);
                head = next;
            }
        }
        return decoder.decode(in, content);
    }

    /** Called when the server sends no more and the response is not complete. */
    void endOfInput() throws EOFException {
        if (!(decoder instanceof UntilCloseDecoder)) {
            throw new EOFException("the server has ended the connection within a response");
        }
    }

    ResponseHead head() {
        return head;
    }

    Fields trailers() {
        return decoder.trailers();
    }

    int interim() {
        return interim;
    }
}
