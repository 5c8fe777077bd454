import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What a client has sent: one request in hand at most, and behind it bytes that nobody has looked at yet. Given.
 *
 * <p>So there is no queue of requests: how many a client sends ahead changes neither the order of answers nor what is
 * held for it.
 */
final class Inbox {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RequestParser parser;
    private ByteBuffer rest = NOTHING;
    private Request request;
    private boolean continued;          // the client has got a 100 for the request that has begun

    Inbox(InetAddress client, int maxBody) {
        this.parser = new RequestParser(maxBody, Request.client(client));
    }

    /** Takes all of `in`; nothing is in hand. */
    void receive(ByteBuffer in) {
        parse(in);
        if (in.hasRemaining()) {
            byte[] bytes = new byte[in.remaining()];
            in.get(bytes);
            rest = ByteBuffer.wrap(bytes);
        }
    }

    private void parse(ByteBuffer in) {
        try {
            request = parser.receive(in);
        } catch (HttpError failure) {
            reject(failure);
        } catch (RuntimeException fault) {
            fault.printStackTrace();        // A fault of the parser costs this connection, and no other.
            reject(new HttpError(500, "the server has a fault"));
        }
    }

    /** Whether there is something to answer. */
    boolean isInHand() {
        return request != null;
    }

    /** The request in hand. */
    Request request() {
        return request;
    }

    /** What has begun will not become a request. */
    void reject(HttpError failure) {
        request = parser.malformed(failure);
    }

    /** What was in hand is done with; the next request, if it has come already, is in hand now. */
    void next() {
        request = null;
        continued = false;
        if (rest.hasRemaining()) {
            parse(rest);
        }
        rest = rest.hasRemaining() ? rest : NOTHING;
    }

    /** What was in hand is done with, and nothing else counts. Returns whether there was anything else. */
    boolean discard() {
        boolean more = rest.hasRemaining();
        request = null;
        rest = NOTHING;
        continued = true;       // A client that waits for a 100 still has its last answer: nothing comes behind that.
        return more;
    }

    /** Whether a part of a request has come that is not in hand yet. */
    boolean hasBegun() {
        return !isInHand() && parser.hasBegun();
    }

    /** Whether the client waits for `100 Continue` before it sends the content (RFC 9110 §10.1.1). */
    boolean awaitsContinue() {
        return !isInHand() && !continued && parser.expectsContinue();
    }

    /** It has got one. */
    void continued() {
        continued = true;
    }
}
