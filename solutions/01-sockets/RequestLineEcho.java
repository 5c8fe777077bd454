import java.io.IOException;
import java.net.Socket;

/**
 * The response of the early labs: an echo of the request, so that `curl` shows what the code did. Used until lab 03,
 * where `RequestEcho` takes over.
 *
 * @param readTimeout how long a head may take, in milliseconds
 */
record RequestLineEcho(int readTimeout, AccessLog log) {

    /** Returns the response to the request on `connection`. */
    byte[] respond(Socket connection) throws IOException {
        try {
            RequestLine line = HeadReader.read(connection, readTimeout);
            log.write(line.method() + " " + line.target());
            return ResponseBytes.text(line.method(), 200, line.echo());
        } catch (HttpException refusal) {
            // The method of a rejected head is unknown: the response has content, as for a GET.
            return ResponseBytes.text("GET", refusal.status(), refusal.getMessage() + "\n");
        }
    }
}
