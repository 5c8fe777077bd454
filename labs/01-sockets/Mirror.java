import java.io.IOException;
import java.net.Socket;

/**
 * What the early labs answer: the request that they saw, so that `curl` shows what the code did. Given.
 *
 * @param readTimeout how long a head may take, in milliseconds
 */
record Mirror(int readTimeout, AccessLog log) {

    /** The answer to the request that comes in on `connection`. */
    byte[] answer(Socket connection) throws IOException {
        try {
            FirstLine line = HeadReader.read(connection, readTimeout);
            log.line(line.method() + " " + line.target());
            return Reply.text(line.method(), 200, line.mirror());
        } catch (HttpError refusal) {
            // The method of a head that was not understood is unknown: it gets a body, as a GET would.
            return Reply.text("GET", refusal.status(), refusal.getMessage() + "\n");
        }
    }
}
