package grader.clients.rest;

import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.clients.http.Transcript;
import grader.core.console.MachineFault;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.JsonConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.filter.FilterContext;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.http.NoHttpResponseException;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.conn.BasicClientConnectionManager;
import org.apache.http.params.BasicHttpParams;
import org.apache.http.params.HttpConnectionParams;
import org.apache.http.params.HttpParams;
import org.apache.http.params.HttpProtocolParams;

/**
 * The one factory for REST-assured: no retries (by itself it repeats a GET three times), no redirects, timeouts,
 * nothing static, nothing encoded, decoded or added that the check did not ask for, a connection for each request, and
 * a socket that records what passes. A response is read to its end before the check sees it.
 */
public final class Rest implements AutoCloseable {

    static {
        // REST-assured is written in Groovy, which links a call after this many runs of it; its own 10,000 never come.
        // With 10, a grading's 250 requests take 40 % less CPU time.
        System.setProperty("groovy.indy.optimize.threshold", "10");
    }

    private static final RestAssuredConfig CONFIG = RestAssuredConfig.newConfig()
            .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL))
            .redirect(RedirectConfig.redirectConfig().followRedirects(false))
            .decoderConfig(DecoderConfig.decoderConfig()
                    .noContentDecoders()
                    .defaultContentCharset(StandardCharsets.UTF_8))
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private final InetSocketAddress address;
    private final OrdinaryClient looks;
    private final Recording recording;
    private final Duration patience;

    /**
     * @param looks what its requests look like
     * @param client whose steps these are in the transcript
     * @param patience with each response
     */
    public Rest(InetSocketAddress address, OrdinaryClient looks, Transcript transcript, Peer client,
            Duration patience) {
        this.address = address;
        this.looks = looks;
        this.patience = patience;
        this.recording = new Recording(looks, transcript, client, patience);
    }

    /** A request to that server, on a fresh connection. */
    public RequestSpecification request() {
        String host = address.getAddress().getHostAddress();
        return RestAssured.given()
                .config(CONFIG.httpClient(HttpClientConfig.httpClientConfig().httpClientFactory(this::client)))
                .baseUri("http://" + (host.contains(":") ? "[" + host + "]" : host))
                .port(address.getPort())
                .urlEncodingEnabled(false)
                .filter(this::exchange);
    }

    @SuppressWarnings("deprecation")    // REST-assured is built on this client and takes no other
    private DefaultHttpClient client() {
        SchemeRegistry schemes = new SchemeRegistry();
        schemes.register(new Scheme("http", address.getPort(), recording));
        HttpParams parameters = new BasicHttpParams();      // its own would look for its version in all jars each time
        HttpConnectionParams.setConnectionTimeout(parameters, (int) Limits.PATIENCE.toMillis());
        HttpConnectionParams.setSoTimeout(parameters, (int) patience.toMillis());
        HttpProtocolParams.setHttpElementCharset(parameters, StandardCharsets.ISO_8859_1.name());
        HttpProtocolParams.setUserAgent(parameters, "");        // its own would name it
        DefaultHttpClient client = new DefaultHttpClient(new BasicClientConnectionManager(schemes), parameters);
        client.addRequestInterceptor(looks);
        client.setReuseStrategy(new NoConnectionReuseStrategy());
        client.setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        return client;
    }

    /** One exchange: told in the transcript, its body read, its connection closed. */
    private Response exchange(FilterableRequestSpecification request, FilterableResponseSpecification expected,
            FilterContext context) {
        try {
            Response response = context.next(request, expected);
            byte[] body = response.asByteArray();
            recording.tell();
            expectSentAsWritten(request);
            JsonBounds.excess(body).ifPresent(excess -> {
                throw recording.answer().bodyDiffers(0, 0, "JSON", "expected a body that can be read, but " + excess);
            });
            return ResponseAssertions.around(response, recording.answer());
        } catch (Exception thrown) {
            if (thrown instanceof IOException wire) {       // REST-assured does not declare them
                recording.tellEnd(explained(wire));
                MachineFault.of(wire).ifPresent(fault -> {
                    throw fault;
                });
                throw new CheckFailed("expected a response, but " + explained(wire));
            }
            throw thrown;
        } finally {
            recording.close();
            recording.tell();
        }
    }

    /** REST-assured rewrites paths such as `//a`: the raw client is for those. */
    private void expectSentAsWritten(FilterableRequestSpecification request) {
        String written = request.getMethod() + " " + request.getUserDefinedPath();
        String sent = recording.sent().replaceFirst("(?s)(\\S+ [^ ?]*).*", "$1");
        if (!sent.equals(written)) {
            throw new IllegalStateException(
                    "REST-assured has sent '" + sent + "' in place of '" + written + "': send it by the raw client");
        }
    }

    /** What an exception of the client's says about the server, in the words of the raw client. */
    private String explained(IOException thrown) {
        return switch (thrown) {
            case NoHttpResponseException none -> RawConnection.CLOSED;
            case LimitedInput.OverLimit over -> over.getMessage();
            case SocketTimeoutException silence -> "nothing came within " + Limits.shown(patience);
            default ->
                RawConnection.isReset(thrown) ? RawConnection.RESET + RawConnection.INSTEAD
                        : String.valueOf(thrown.getMessage());
        };
    }

    @Override
    public void close() {
        recording.close();
    }

    /** Adds what has passed, and was not told yet, to the transcript. */
    public void tell() {
        recording.tell();
    }
}
