package grader.rest;

import grader.http.Client;
import grader.http.Limits;
import grader.http.RawConnection;
import grader.http.Transcript;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.JsonConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.parsing.Parser;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.apache.http.NoHttpResponseException;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.conn.BasicClientConnectionManager;
import org.apache.http.params.HttpConnectionParams;

/**
 * The one factory for REST-assured: no retries (by itself it repeats a GET three times), no redirects, timeouts,
 * nothing static, no charset that nobody asked for, a connection for each request, and a socket that records what
 * passes.
 */
public final class Rest implements AutoCloseable {

    private final Recording recording = new Recording();
    private final InetSocketAddress address;

    public Rest(InetSocketAddress address) {
        this.address = address;
    }

    /** A request to that server, on a fresh connection. */
    public RequestSpecification request() {
        HttpClientConfig client = HttpClientConfig.httpClientConfig().httpClientFactory(this::client);
        RestAssuredConfig config = RestAssuredConfig.newConfig()
                .httpClient(client)
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL))
                .redirect(RedirectConfig.redirectConfig().followRedirects(false))
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
        String host = address.getAddress().getHostAddress();
        RequestSpecification request = RestAssured.given(new RequestSpecBuilder()
                .setConfig(config)
                .setBaseUri("http://" + (host.contains(":") ? "[" + host + "]" : host))
                .setPort(address.getPort())
                .setUrlEncodingEnabled(false)
                .build());
        // Whatever the media type is: that is the subject of other checks. These two have another parser by themselves.
        request.response()
                .defaultParser(Parser.JSON)
                .parser("text/plain", Parser.JSON)
                .parser("text/html", Parser.JSON);
        return request;
    }

    @SuppressWarnings("deprecation")    // REST-assured is built on this client and takes no other
    private DefaultHttpClient client() {
        SchemeRegistry schemes = new SchemeRegistry();
        schemes.register(new Scheme("http", address.getPort(), recording));
        DefaultHttpClient client = new DefaultHttpClient(new BasicClientConnectionManager(schemes));
        client.setReuseStrategy(new NoConnectionReuseStrategy());
        client.setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        HttpConnectionParams.setConnectionTimeout(client.getParams(), (int) Client.PATIENCE.toMillis());
        HttpConnectionParams.setSoTimeout(client.getParams(), (int) Client.PATIENCE.toMillis());
        return client;
    }

    /** What an exception of the client's says about the server, in the words of the raw client. */
    static String explained(IOException thrown) {
        return switch (thrown) {
            case NoHttpResponseException none -> RawConnection.CLOSED;
            case SocketTimeoutException silence -> "nothing came within " + Limits.shown(Client.PATIENCE);
            default ->
                RawConnection.isReset(thrown) ? RawConnection.RESET + RawConnection.INSTEAD
                        : String.valueOf(thrown.getMessage());
        };
    }

    @Override
    public void close() {
        recording.close();
    }

    /** Adds what passed to a transcript. */
    public void copyTo(Transcript transcript) {
        recording.copyTo(transcript);
    }
}
