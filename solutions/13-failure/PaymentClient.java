import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A client of the payment service, which is another server.
 *
 * @param base the address of that server, without a slash at the end
 */
record PaymentClient(RenewedClient client, String base) {

    private static final int MAX_BYTES = 64 * 1024;      // of a response
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    PaymentClient(String base) {
        this(new RenewedClient(PaymentClient::create), base);
        sender();       // The first request need not wait for a client.
    }

    private static HttpClient create() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Sends a request, and returns its response if its status is below 500.
     *
     * @param key the value of `Idempotency-Key`; null if the request has none
     * @throws UpstreamFailure if there is no such response; 503 and its kin may be passing, with the `Retry-After` of
     *         the response
     */
    HttpResponse<byte[]> send(String method, String path, String key, BodyPublisher content)
            throws InterruptedException {
        HttpClient sender = sender();
        try {
            HttpResponse<byte[]> response = await(sender.sendAsync(request(method, path, key, content),
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES)));
            if (response.statusCode() >= 500) {
                throw failure(response);
            }
            return response;
        } catch (ExecutionException failure) {
            client.failed(sender, failure.getCause());
            boolean reached = !(failure.getCause() instanceof ConnectException);
            throw new UpstreamFailure(502, "the payment service failed", reached, true, 0);
        }
    }

    private HttpClient sender() {
        try {
            return client.get();
        } catch (IOException noClient) {
            throw new UpstreamFailure(502, "the payment service cannot be asked", false, true, 0);
        }
    }

    /**
     * Returns what was `sent` for. Waits for as long as the current request has time and its client is there. Whatever
     * ends the wait, no request is open at the other server afterward.
     */
    // task cancel, until then: return RequestContext.current().await(sent);
    private static <T> T await(CompletableFuture<T> sent) throws InterruptedException, ExecutionException {
        try {
            return RequestContext.current().await(sent);
        } finally {
            sent.cancel(true);      // has no effect on what is complete
        }
    }

    private HttpRequest request(String method, String path, String key, BodyPublisher content) {
        HttpRequest.Builder request = PassedOn
                .with(PassedOn.of(RequestContext.current()), HttpRequest.newBuilder(URI.create(base + path)))
                .header("Content-Type", "application/json")
                .method(method, content);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.build();
    }

    private static UpstreamFailure failure(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        return new UpstreamFailure(502, "the payment service failed with status " + status, true,
                PASSING.contains(status), retryAfter(response));
    }

    /** Returns the delay in `Retry-After` (RFC 9110 §10.2.3), in nanoseconds; 0 if there is none in seconds. */
    private static long retryAfter(HttpResponse<byte[]> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("0").strip();
        return seconds.matches("[0-9]{1,9}") ? TimeUnit.SECONDS.toNanos(Long.parseLong(seconds)) : 0;
    }
}
