import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A small pricing service inside this process, for trying the shop on its own: `GET /prices/{sku}` on a free port of
 * 127.0.0.1.
 *
 * <p>Its threads do not keep the process from exiting.
 */
final class DemoPriceServer implements Listener.ConnectionHandler, AutoCloseable {

    private static final String PATH = "/prices/";
    private static final Map<String, Integer> CENTS = Map.of("pen", 150, "book", 1299, "lamp", 3499, "gum", 333);
    private static final int SILENCE_MILLIS = 5_000;

    private final Listener listener = Listener.bind(Sockets.open(), "127.0.0.1", 0, 50);

    DemoPriceServer() throws IOException {
        SecondaryPort.open(listener, this);
    }

    /** Returns the address of the service, without a slash at the end. */
    String url() {
        return listener.url();
    }

    @Override
    public void close() throws IOException {
        listener.socket().close();
    }

    /** Serves one request; then the connection ends. */
    @Override
    public void serve(Socket connection) throws IOException {
        try {
            connection.setSoTimeout(SILENCE_MILLIS);
            connection.getOutputStream().write(respond(read(connection)));
        } catch (HttpException unheard) {
            // The client is this process itself, and it reports the missing response.
        }
    }

    private static Request read(Socket connection) throws IOException {
        RequestParser parser = new RequestParser(0);
        ByteBuffer in = ByteBuffer.allocate(8 * 1024);
        while (true) {
            int count = connection.getInputStream().read(in.array());
            if (count < 0) {
                throw new IOException("the connection ended before a whole request arrived");
            }
            Request request = parser.receive(in.position(0).limit(count));
            if (request != null) {
                return request;
            }
        }
    }

    private static byte[] respond(Request request) {
        String path = request.head().target().path();
        String sku = path != null && path.startsWith(PATH) ? path.substring(PATH.length()) : "";
        Integer cents = CENTS.get(sku);
        byte[] body = (cents == null ? "" : "{\"sku\":\"" + sku + "\",\"cents\":" + cents + "}\n").getBytes(US_ASCII);
        return ResponseBytes.of(request.head().method(), cents == null ? 404 : 200,
                List.of("Content-Type: application/json", "Content-Length: " + body.length, ResponseBytes.CLOSE), body);
    }
}
