package grader.checks.lab13;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import grader.clients.upstream.SamePath;

/**
 * A request of a client, and the call of another server with which it is handled. No two calls are the same.
 *
 * @param callee the other server
 * @param request what the client sends
 * @param method of the call
 * @param path of the call
 * @param word in the content of the call; empty if it has none
 */
record UpstreamCall(Callee callee, String request, String method, String path, String word) {

    /** Whether this is what the other server got. */
    boolean is(LoggedRequest received) {
        return received.getMethod().getName().equals(method)
                && SamePath.normalized(received.getUrl()).equals(path) && received.getBodyAsString().contains(word);
    }

    MappingBuilder stub() {
        MappingBuilder stub = WireMock.request(method, SamePath.as(path));
        return word.isEmpty() ? stub : stub.withRequestBody(containing(word));
    }

    /** What the client requests: `GET /payments/x`. */
    String line() {
        return request.substring(0, request.indexOf(" HTTP/"));
    }

    @Override
    public String toString() {
        return method + " " + path + (word.isEmpty() ? "" : " with " + word);
    }
}
