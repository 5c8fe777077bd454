import java.io.IOException;
import java.net.Socket;

/**
 * What the early labs answer: the request that they saw, so that `curl` shows what the code did.
 *
 * @param readTimeout how long a head may take, in milliseconds
 */
record RequestLineEcho(int readTimeout, AccessLog log) {

    /** The answer to the request that comes in on `connection`. */
    byte[] respond(Socket connection) throws IOException {
        try {
            RequestLine line = HeadReader.read(connection, readTimeout);
            log.write(line.method() + " " + line.target());
            return ResponseBytes.text(line.method(), 200, line.echo());
        } catch (HttpException refusal) {
            // The method of a head that was not understood is unknown: it gets a body, as a GET would.
            return ResponseBytes.text("GET", refusal.status(), refusal.getMessage() + "\n");
        }
    }
}
