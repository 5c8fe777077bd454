package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.responseAfter;

import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;
import grader.conformance.connection.Unmet;
import java.util.Optional;

/** How long a connection lives, and in which order its requests get responses. */
public final class ConnectionCases extends Group {

    private static final String LAST = get("/", "Connection: close|");
    private static final String WAITS = "A client that waits for the end of the connection waits forever.";

    public ConnectionCases() {
        super("Connections");
        persistence();
        pipelines();
        requested();
        announced();
    }

    private void persistence() {
        should("persists", "9112 §9.3", "An HTTP/1.1 connection stays open.", wire -> twice(wire, GET));
        should("persists-keep-alive", "9112 §9.3", "… also with `Connection: keep-alive`.",
                wire -> twice(wire, get("/", "Connection: keep-alive|")));
        should("persists-after-404", "9112 §9.5", "… also after a 404.", wire -> twice(wire, get("/not-there", "")));
        should("persists-after-chunks", "9112 §9.3", "… also after chunks.", wire -> {
            wire.control(get("/chunks/5", ""));
            twice(wire, get("/chunks/5", ""));
        });
        must("close-is-said", "9112 §9.3", "A server that keeps no connections open sends close in each response.",
                "Otherwise the client's next request is lost.",
                ConnectionCases::closeIsSaid);
        must("body-read-or-closed", "9112 §9.3", "Unwanted content is read, or the connection closes.",
                "Otherwise the rest of it is taken for the next request.", wire -> {
                    String content = "x".repeat(50_000);
                    TrialConnection talk = wire.connect()
                            .send("POST /not-there HTTP/1.1|Host: a.example|Content-Length: 50000||" + content + GET);
                    Reply first = talk.reply();
                    String rest = first.saysClose() ? "" : talk.awaitData() ? talk.reply().statusLine() : "";
                    first.expect(rest.isEmpty() || rest.contains(" 200"),
                            "then the response to the next request, or none, but then came " + rest);
                });
        must("1-0-closes", "9112 §9.3", "An HTTP/1.0 connection closes after the response.", WAITS,
                ends("GET / HTTP/1.0|Host: a.example||"));
        must("1-0-keep-alive", "9112 §9.3",
                "… also with `Connection: keep-alive`, unless the response says that it stays open.", WAITS, wire -> {
                    TrialConnection talk =
                            wire.connect().send("GET / HTTP/1.0|Host: a.example|Connection: keep-alive||");
                    Reply reply = talk.reply().expect(200);
                    if (reply.list("connection").contains("keep-alive")) {
                        talk.send("GET / HTTP/1.0|Host: a.example||").maybe("GET").ifPresent(next -> next.expect(200));
                    }
                    talk.expectEnd();
                });
    }

    /** A server that keeps no connections open has to say so. One close may be chance, three are not. */
    private static void closeIsSaid(Connections wire) {
        for (int i = 0; i < 3; i++) {
            TrialConnection talk = wire.connect().send(GET);
            Reply first = talk.reply();
            if (first.saysClose() || first.statusLine().startsWith("HTTP/1.0")
                    || talk.send(GET).maybe("GET").isPresent()) {
                return;
            }
        }
        throw new Unmet("expected Connection: close, as it ends each connection after the first response");
    }

    private static void twice(Connections wire, String request) {
        TrialConnection talk = wire.connect().send(request);
        Reply first = talk.reply();
        first.expect(!first.saysClose(), "a connection that goes on, but it says close");
        talk.send(request).reply().expect(first.status());
    }

    private void pipelines() {
        must("pipelined", "9112 §9.3.2", "Requests that arrive together get their responses in order.",
                "Only the order tells which response belongs to which request.", wire -> {
                    wire.control(get("/bytes/3", ""));
                    TrialConnection talk =
                            wire.connect().send(get("/bytes/3", "") + get("/bytes/1", "") + get("/bytes/2", ""));
                    Reply three = talk.reply().expect(200).expectBody("xxx");
                    responseAfter(talk, three, "GET").map(one -> one.expect(200).expectBody("x"))
                            .flatMap(one -> responseAfter(talk, one, "GET"))
                            .ifPresent(two -> two.expect(200).expectBody("xx"));
                });
        must("pipelined-slow-first", "9112 §9.3.2", "… even if the first takes longest.", wire -> {
            wire.control(get("/slow/1", ""));
            TrialConnection talk = wire.connect().send(get("/slow/300", "") + get("/not-there", ""));
            responseAfter(talk, talk.reply().expect(200), "GET").ifPresent(next -> next.expect(404));
        });
        must("pipelined-bad-second", "9112 §9.3.2", "A bad request does not overtake the response before it.", wire -> {
            wire.control(get("/slow/1", ""));
            TrialConnection talk = wire.connect().send(get("/slow/300", "") + "GET / HTTP/1.1||");
            responseAfter(talk, talk.reply().expect(200), "GET").ifPresent(next -> next.expect(400));
        });
        must("pipelined-heads", "9112 §9.3.2", "Alternating HEAD and GET requests get the right responses.", wire -> {
            TrialConnection talk =
                    wire.connect().send(GET.replace("GET", "HEAD") + GET + GET.replace("GET", "HEAD") + GET);
            Optional<Reply> last = Optional.of(talk.reply("HEAD").expect(200));
            for (String method : new String[] {"GET", "HEAD", "GET"}) {
                last = last.flatMap(one -> responseAfter(talk, one, method)).map(one -> one.expect(200));
            }
        });
        must("pipelined-hundred", "9112 §9.3.2", "… and so do a hundred pipelined requests.", wire -> {
            TrialConnection talk = wire.connect().send(GET.repeat(100));
            Optional<Reply> last = Optional.of(talk.reply().expect(200));
            for (int i = 1; i < 100; i++) {
                last = last.flatMap(one -> responseAfter(talk, one, "GET")).map(one -> one.expect(200));
            }
        });
        must("pipelined-content", "9112 §9.3.2", "… also requests with content.", wire -> {
            wire.control(ECHO);
            TrialConnection talk = wire.connect().send(ECHO + ECHO.replace("hello", "jello") + TestCases.CHUNKED);
            Reply hello = talk.reply().expect(200).expectBody("hello");
            responseAfter(talk, hello, "POST").map(one -> one.expect(200).expectBody("jello"))
                    .flatMap(one -> responseAfter(talk, one, "POST"))
                    .ifPresent(one -> one.expect(200).expectBody("hello"));
        });
    }

    private void requested() {
        must("close", "9112 §9.6", "After a request with `Connection: close` the connection closes.", WAITS,
                ends(LAST));
        must("close-in-case", "9110 §7.6.1", "… in any letter case: `CLOSE`.", WAITS,
                ends(get("/", "Connection: CLOSE|")));
        must("close-and-keep-alive", "9112 §9.3", "`keep-alive, close` means close.", WAITS,
                ends(get("/", "Connection: keep-alive, close|")));
        must("close-of-post", "9112 §9.6", "… also in a request with content.", wire -> {
            wire.control(ECHO);
            TrialConnection talk = wire.connect().send(TestCases.echo("Connection: close|Content-Length: 5|", "hello"));
            talk.reply().expect(200).expectBody("hello");
            talk.expectEnd();
        });
        must("close-after-404", "9112 §9.6", "… also if the response is a 404.", WAITS, wire -> {
            TrialConnection talk = wire.connect().send(get("/not-there", "Connection: close|"));
            talk.reply();
            talk.expectEnd();
        });
        must("nothing-behind-close", "9112 §9.6", "What follows a request with close gets no response.", wire -> {
            TrialConnection talk = wire.connect().send(LAST + get("/not-there", ""));
            talk.reply().expect(200);
            talk.expectEnd();
        });
        should("close-is-echoed", "9112 §9.6", "The last response has `Connection: close`.",
                TestCases.reply(LAST, one -> one.expect(one.saysClose(), "Connection: close")));
        should("close-is-echoed-in-1-0", "9112 §9.6", "… also in HTTP/1.0.", TestCases.reply(
                "GET / HTTP/1.0|Host: a.example||",
                one -> one.expect(one.saysClose() || one.statusLine().startsWith("HTTP/1.0"), "Connection: close")));
    }

    private static TestCase ends(String request) {
        return wire -> {
            wire.control(GET);
            TrialConnection talk = wire.connect().send(request);
            talk.reply().expect(200);
            talk.expectEnd();
        };
    }

    private void announced() {
        must("what-says-close-ends", "9112 §9.6",
                "A server that has sent close closes the connection and sends no more responses.", wire -> {
                    for (String request : new String[] {LAST, "GET / HTTP/1.1||", GET.replace("GET", "BREW"),
                            get("/not-there", ""), "nonsense||"}) {
                        TrialConnection talk = wire.connect().send(request + GET);
                        Reply first = talk.maybe("GET").orElse(null);
                        if (first != null && first.saysClose()) {
                            talk.expectEnd();
                        }
                    }
                });
        should("400-says-close", "9112 §9.6", "A 400 that ends the connection has `Connection: close`.",
                saysClose("GET / HTTP/1.1|Host: a.example|no colon||", 400));
        should("framing-says-close", "9112 §9.6", "… also one caused by Content-Length.",
                saysClose(TestCases.echo("Content-Length: x|", "hello"), 400));
        should("chunk-says-close", "9112 §9.6", "… and one caused by a chunk.",
                saysClose(TestCases.chunked("x|hello|0||"), 400));
    }

    private static TestCase saysClose(String request, int status) {
        return wire -> {
            TrialConnection talk = wire.connect().send(request);
            Reply reply = talk.reply();
            if (reply.status() != status) {
                throw new NotApplicable("it gets " + reply.status());
            }
            if (!reply.saysClose()) {
                talk.send(GET);
                reply.expect(talk.maybe("GET").isPresent(), "Connection: close, as it then ends the connection");
            }
        };
    }
}
