// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A catalog that another server has: `GET` and `PUT` with the same paths. Its responses are untrusted input.
 *
 * @param base the address of that server, without a slash at the end
 * @param timeout the time limit for a whole response, in milliseconds
 */
record HttpCatalog(RenewedClient client, String base, int timeout) implements Catalog {

    private static final int MAX_BYTES = 1 << 20;      // of a response

    HttpCatalog(String base, int timeout) {
        this(new RenewedClient(HttpCatalog::create), base, timeout);
        sender();       // The first request need not wait for a client.
    }

    private static HttpClient create() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public byte[] load(String path) throws InterruptedException {
        HttpResponse<byte[]> response = send("GET", path, BodyPublishers.noBody());
        try {
            Json.parse(response.body());
        } catch (IOException noJson) {
            throw new HttpException(502, "the catalog did not send JSON");
        }
        return response.body();
    }

    @Override
    public boolean store(String path, byte[] json) throws InterruptedException {
        return send("PUT", path, BodyPublishers.ofByteArray(json)).statusCode() == 201;
    }

    /** Sends a request and returns its response if that is a success. */
    private HttpResponse<byte[]> send(String method, String path, BodyPublisher content) throws InterruptedException {
        HttpRequest request = PassedOn
                .with(PassedOn.of(RequestContext.current()), HttpRequest.newBuilder(URI.create(base + path)))
                .header("Content-Type", "application/json")
                .method(method, content)
                .build();
        HttpClient sender = sender();
        CompletableFuture<HttpResponse<byte[]>> sent =
                sender.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            HttpResponse<byte[]> response =
                    RequestContext.current().await(sent, TimeUnit.MILLISECONDS.toNanos(timeout));
            if (response.statusCode() == 404) {
                throw new HttpException(404, "the catalog has nothing there");
            }
            if (response.statusCode() / 100 == 2) {
                return response;
            }
            throw new HttpException(502, "the catalog failed with status " + response.statusCode());
        } catch (TimeoutException late) {
            throw new HttpException(504, "the catalog did not respond in time");
        } catch (ExecutionException failure) {
            client.failed(sender, failure.getCause());
            throw new HttpException(502, "the catalog failed");
        } finally {
            sent.cancel(true);      // has no effect on what is complete
        }
    }

    private HttpClient sender() {
        try {
            return client.get();
        } catch (IOException noClient) {
            throw new HttpException(502, "the catalog cannot be asked");
        }
    }
}
