package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.answered;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.refused;

import grader.clients.http.Bytes;
import grader.clients.http.Response;
import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;
import java.util.List;

/** Methods. */
public final class MethodCases extends Group {

    private static final String UNKNOWN = GET.replace("GET", "BREW");

    public MethodCases() {
        super("Methods");
        must("get", "9110 §9.1", "GET is supported.", answered(GET, 200));
        must("head", "9110 §9.1", "HEAD is supported.", answered(GET.replace("GET", "HEAD"), 200));
        must("method-case", "9110 §9.1", "`get` is not GET.", "A filter that knows only GET lets it pass.",
                TestCases.rejected(GET, GET.replace("GET", "get")));
        should("method-unknown", "9110 §9.1", "An unknown method gets a 501.", refused(GET, UNKNOWN, 501));
        should("method-lower-case-unknown", "9110 §9.1", "… and so does `get`.",
                refused(GET, GET.replace("GET", "get"), 501));
        should("method-not-allowed", "9110 §9.1", "A known method that the resource does not support gets a 405.",
                refused(GET, GET.replace("GET", "DELETE"), 405));
        must("allow", "9110 §10.2.1", "A 405 has the field Allow.",
                "Without it a client cannot know what to try instead.", wire -> {
                    Reply reply = notAllowed(wire);
                    reply.expect(reply.has("allow"), "the field Allow");
                });
        must("allow-grammar", "9110 §10.2.1", "Allow is a list of methods.", wire -> {
            Reply reply = notAllowed(wire);
            if (!reply.has("allow")) {
                throw new NotApplicable("its 405 has no Allow");
            }
            reply.expect(
                    reply.values("allow")
                            .stream()
                            .allMatch(value -> value.matches(
                                    "(TOKEN([ \t]*,[ \t]*TOKEN)*)?".replace("TOKEN", "[-!#$%&'*+.^_`|~0-9A-Za-z]+"))),
                    "a list of methods, got Allow: " + reply.values("allow"));
        });
        must("allow-tells-the-truth", "9110 §10.2.1", "Allow names the methods that the resource supports.", wire -> {
            Reply reply = notAllowed(wire);
            reply.expect(List.of(String.join(",", reply.values("allow")).split("\\s*,\\s*")).contains("GET"),
                    "GET among Allow: " + reply.values("allow"));
        });
        must("unknown-method-body", "9112 §9.3", "Content sent with an unknown method is not taken for a request.",
                "No proxy would have seen that request.",
                bodyIsNoRequest("BREW", "/"));
        must("not-allowed-body", "9112 §9.3", "Content is not taken for the next request if the response is a 405.",
                bodyIsNoRequest("DELETE", "/"));
        must("not-found-body", "9112 §9.3", "Content is not taken for the next request if the response is a 404.",
                bodyIsNoRequest("POST", "/not-there"));
        must("head-body", "9112 §9.3", "The content of a HEAD request is not taken for the next request.",
                bodyIsNoRequest("HEAD", "/"));
        should("options-allow", "9110 §9.3.7", "A successful response to OPTIONS has Allow.", wire -> {
            Reply reply = wire.ask(GET.replace("GET", "OPTIONS"));
            if (!reply.isSuccess()) {
                throw new NotApplicable("OPTIONS gets " + reply.status());
            }
            reply.expect(reply.has("allow"), "the field Allow");
        });
        should("trace-shows-no-secrets", "9110 §9.3.8", "TRACE is disabled, or leaves out Authorization and Cookie.",
                "Scripts could read what a browser hides from them.", wire -> {
                    Reply reply = wire
                            .ask(get("/", "Authorization: Basic c2VjcmV0|Cookie: a=secret|").replace("GET", "TRACE"));
                    reply.expect(
                            reply.status() >= 400
                                    || !reply.body().contains("c2VjcmV0") && !reply.body().contains("a=secret"),
                            "an error response, or a response without them");
                });
        should("trace-type", "9110 §9.3.8", "A successful response to TRACE has the media type message/http.", wire -> {
            Reply reply = wire.ask(GET.replace("GET", "TRACE"));
            if (!reply.isSuccess()) {
                throw new NotApplicable("TRACE gets " + reply.status());
            }
            reply.expect(reply.values("content-type").toString().contains("message/http"), "message/http");
        });
        must("connect-is-no-get", "9110 §9.3.6",
                "An origin server does not handle CONNECT like GET.", wire -> {
                    wire.control(GET);
                    Reply reply = wire.ask("CONNECT a.example:80 HTTP/1.1|Host: a.example:80||");
                    reply.expect(!reply.isSuccess() || !reply.has("content-length") && !reply.has("transfer-encoding"),
                            "a refusal");
                });
    }

    private static Reply notAllowed(Connections wire) {
        Reply reply = wire.ask(GET.replace("GET", "DELETE"));
        if (reply.status() != 405) {
            throw new NotApplicable("DELETE / gets " + reply.status() + " and no 405");
        }
        return reply;
    }

    /** A complete request as content: it is read and dropped, or the connection closes. */
    private static TestCase bodyIsNoRequest(String method, String target) {
        return wire -> {
            wire.control(GET);
            String content = TrialConnection.bytes(get("/", "Connection: close|"));
            TrialConnection talk = wire.connect()
                    .send(method + " " + target + " HTTP/1.1|Host: a.example|Content-Length: " + content.length() + "||"
                            + content);
            Reply first = talk.reply(method);
            if (!first.saysClose() && first.framing() != Response.Framing.CONNECTION) {
                // A server that has not dropped the content responds to it now, and this request gets no response.
                talk.send("GET /not-there HTTP/1.1|Host: a.example|Connection: close||");
            }
            String rest = talk.rest();
            first.expect(!rest.startsWith("HTTP/1.1 200"),
                    "no response to what is content, but then came " + Bytes.brief(rest));
        };
    }
}
