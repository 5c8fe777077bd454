import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.util.function.Supplier;

/**
 * The JDK's HTTP client, for all requests to another server. Many threads may use it, and it keeps connections open.
 * Sometimes it needs a successor.
 */
final class RenewedClient {

    private final Supplier<HttpClient> creator;
    private HttpClient client;      // null until one was created

    /** @param creator creates a client, when the first request is sent */
    RenewedClient(Supplier<HttpClient> creator) {
        this.creator = creator;
    }

    /**
     * Returns the client that sends the next request: another one if the thread of the last one has ended, as it does
     * without memory.
     *
     * @throws IOException if there is no client yet and none can be created, such as without a descriptor
     */
    synchronized HttpClient get() throws IOException {
        try {
            if (client == null || client.isTerminated()) {
                client = creator.get();
            }
            return client;
        } catch (UncheckedIOException noSelector) {
            throw noSelector.getCause();
        }
    }

    /**
     * Notes why a request of the client `used` has no response. If that is no HTTP, the client (of Java 25) leaves the
     * connection open, and each such response would cost a descriptor. But it closes everything when its last request
     * has ended, if no other one may follow.
     */
    synchronized void failed(HttpClient used, Throwable failure) {
        if (failure instanceof ProtocolException || failure instanceof IllegalArgumentException) {
            client = used == client ? null : client;
            used.shutdown();
        }
    }
}
