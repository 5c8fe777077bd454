import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * What a client has sent: one request at most, and after it bytes that are not parsed yet.
 *
 * <p>So there is no queue of requests: how many a client sends ahead changes neither the order of responses nor what is
 * held for it.
 */
final class RequestReader {

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final RequestParser parser;
    private ByteBuffer unparsed = EMPTY;
    private Request request;
    private boolean continueSent;          // no 100 is to be sent for the request of which a part has come

    RequestReader(InetAddress client, int maxBody, LongSupplier nanos) {
        this.parser = new RequestParser(maxBody, client.getHostAddress(), nanos);
    }

    /** Takes all of `in`. No request may be pending. */
    void receive(ByteBuffer in) {
        parse(in);
        if (in.hasRemaining()) {
            byte[] bytes = new byte[in.remaining()];
            in.get(bytes);
            unparsed = ByteBuffer.wrap(bytes);
        }
    }

    private void parse(ByteBuffer in) {
        try {
            request = parser.receive(in);
        } catch (HttpException failure) {
            reject(failure);
        } catch (RuntimeException fault) {
            fault.printStackTrace();        // A fault of the parser costs this connection, and no other.
            reject(new HttpException(500, "the server has a fault"));
        }
    }

    /** Whether a request has come, or something that never becomes one. */
    boolean hasRequest() {
        return request != null;
    }

    /** The request that has come. */
    Request request() {
        return request;
    }

    /** What has come of a request will not become one. */
    void reject(HttpException failure) {
        request = parser.malformed(failure);
    }

    /** The request is done with; the next one, if it has come already, takes its place. */
    void next() {
        request = null;
        continueSent = false;
        if (unparsed.hasRemaining()) {
            parse(unparsed);
        }
        unparsed = unparsed.hasRemaining() ? unparsed : EMPTY;
    }

    /** The request is done with, and nothing after it counts. Returns whether anything had come after it. */
    boolean discard() {
        boolean more = unparsed.hasRemaining();
        request = null;
        unparsed = EMPTY;
        continueSent = true;       // The last response is all that a client gets that waits for a 100.
        return more;
    }

    /** Whether a part of a request has come. */
    boolean isPartial() {
        return !hasRequest() && parser.isPartial();
    }

    /** Whether the client waits for `100 Continue` before it sends the content (RFC 9110 §10.1.1). */
    boolean awaitsContinue() {
        return !hasRequest() && !continueSent && parser.expectsContinue();
    }

    /** It gets one now. */
    void continueSent() {
        continueSent = true;
    }
}
