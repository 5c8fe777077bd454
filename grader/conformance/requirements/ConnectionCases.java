package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.responseAfter;
import static grader.conformance.requirements.TestCases.get;

import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.TrialConnection;
import grader.conformance.connection.Reply;
import grader.conformance.connection.Unmet;
import java.util.Optional;

/** How long a connection lives, and in which order it is answered. */
public final class ConnectionCases extends Group {

    private static final String LAST = get("/", "Connection: close|");
    private static final String WAITS = "A client that waits for the end of the connection waits for ever.";

    public ConnectionCases() {
        super("Connections");
        persistence();
        pipelines();
        requested();
        announced();
    }

    private void persistence() {
        should("persists", "9112 §9.3", "In HTTP/1.1 a connection goes on.", wire -> twice(wire, GET));
        should("persists-keep-alive", "9112 §9.3", "… with `Connection: keep-alive`, too.",
                wire -> twice(wire, get("/", "Connection: keep-alive|")));
        should("persists-after-404", "9112 §9.5", "… after a 404, too.", wire -> twice(wire, get("/not-there", "")));
        should("persists-after-chunks", "9112 §9.3", "… after chunks, too.", wire -> {
            wire.control(get("/chunks/5", ""));
            twice(wire, get("/chunks/5", ""));
        });
        must("close-is-said", "9112 §9.3", "A server that keeps no connection says close in each response.",
                "Its client's next request is lost.",
                ConnectionCases::closeIsSaid);
        must("body-read-or-closed", "9112 §9.3", "Content that was not wanted is read, or the connection ends.",
                "Its rest would be the next request.", wire -> {
                    String content = "x".repeat(50_000);
                    TrialConnection talk = wire.connect()
                            .send("POST /not-there HTTP/1.1|Host: a.example|Content-Length: 50000||" + content + GET);
                    Reply first = talk.reply();
                    String rest = first.saysClose() ? "" : talk.awaitData() ? talk.reply().statusLine() : "";
                    first.expect(rest.isEmpty() || rest.contains(" 200"),
                            "then the response to the next request, or none, but then came " + rest);
                });
        must("1-0-closes", "9112 §9.3", "In HTTP/1.0 a connection ends after the response.", WAITS,
                ends("GET / HTTP/1.0|Host: a.example||"));
        must("1-0-keep-alive", "9112 §9.3",
                "… with `Connection: keep-alive`, if the response does not say that it stays open.", WAITS, wire -> {
                    TrialConnection talk =
                            wire.connect().send("GET / HTTP/1.0|Host: a.example|Connection: keep-alive||");
                    Reply reply = talk.reply().expect(200);
                    if (reply.list("connection").contains("keep-alive")) {
                        talk.send("GET / HTTP/1.0|Host: a.example||").maybe("GET").ifPresent(next -> next.expect(200));
                    }
                    talk.expectEnd();
                });
    }

    /** A server that keeps no connection has to say so. One end may be chance, but not each of three. */
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
        must("pipelined", "9112 §9.3.2", "Requests that come together are answered in order.",
                "There is nothing else to tell whose answer it is.", wire -> {
                    wire.control(get("/bytes/3", ""));
                    TrialConnection talk =
                            wire.connect().send(get("/bytes/3", "") + get("/bytes/1", "") + get("/bytes/2", ""));
                    Reply three = talk.reply().expect(200).expectBody("xxx");
                    responseAfter(talk, three, "GET").map(one -> one.expect(200).expectBody("x"))
                            .flatMap(one -> responseAfter(talk, one, "GET"))
                            .ifPresent(two -> two.expect(200).expectBody("xx"));
                });
        must("pipelined-slow-first", "9112 §9.3.2", "… also if the first takes longest.", wire -> {
            wire.control(get("/slow/1", ""));
            TrialConnection talk = wire.connect().send(get("/slow/300", "") + get("/not-there", ""));
            responseAfter(talk, talk.reply().expect(200), "GET").ifPresent(next -> next.expect(404));
        });
        must("pipelined-bad-second", "9112 §9.3.2", "A bad request does not overtake the response before it.", wire -> {
            wire.control(get("/slow/1", ""));
            TrialConnection talk = wire.connect().send(get("/slow/300", "") + "GET / HTTP/1.1||");
            responseAfter(talk, talk.reply().expect(200), "GET").ifPresent(next -> next.expect(400));
        });
        must("pipelined-heads", "9112 §9.3.2", "HEAD and GET by turns keep their answers apart.", wire -> {
            TrialConnection talk =
                    wire.connect().send(GET.replace("GET", "HEAD") + GET + GET.replace("GET", "HEAD") + GET);
            Optional<Reply> last = Optional.of(talk.reply("HEAD").expect(200));
            for (String method : new String[] {"GET", "HEAD", "GET"}) {
                last = last.flatMap(one -> responseAfter(talk, one, method)).map(one -> one.expect(200));
            }
        });
        must("pipelined-hundred", "9112 §9.3.2", "A hundred of them, too.", wire -> {
            TrialConnection talk = wire.connect().send(GET.repeat(100));
            Optional<Reply> last = Optional.of(talk.reply().expect(200));
            for (int i = 1; i < 100; i++) {
                last = last.flatMap(one -> responseAfter(talk, one, "GET")).map(one -> one.expect(200));
            }
        });
        must("pipelined-content", "9112 §9.3.2", "… with content, too.", wire -> {
            wire.control(ECHO);
            TrialConnection talk = wire.connect().send(ECHO + ECHO.replace("hello", "jello") + TestCases.CHUNKED);
            Reply hello = talk.reply().expect(200).expectBody("hello");
            responseAfter(talk, hello, "POST").map(one -> one.expect(200).expectBody("jello"))
                    .flatMap(one -> responseAfter(talk, one, "POST"))
                    .ifPresent(one -> one.expect(200).expectBody("hello"));
        });
    }

    private void requested() {
        must("close", "9112 §9.6", "After `Connection: close` the connection ends.", WAITS, ends(LAST));
        must("close-in-case", "9110 §7.6.1", "… in any case: `CLOSE`.", WAITS, ends(get("/", "Connection: CLOSE|")));
        must("close-and-keep-alive", "9112 §9.3", "`keep-alive, close` is close.", WAITS,
                ends(get("/", "Connection: keep-alive, close|")));
        must("close-of-post", "9112 §9.6", "… after content, too.", wire -> {
            wire.control(ECHO);
            TrialConnection talk = wire.connect().send(TestCases.echo("Connection: close|Content-Length: 5|", "hello"));
            talk.reply().expect(200).expectBody("hello");
            talk.expectEnd();
        });
        must("close-after-404", "9112 §9.6", "… after a 404, too.", WAITS, wire -> {
            TrialConnection talk = wire.connect().send(get("/not-there", "Connection: close|"));
            talk.reply();
            talk.expectEnd();
        });
        must("nothing-behind-close", "9112 §9.6", "What follows a request with close is not answered.", wire -> {
            TrialConnection talk = wire.connect().send(LAST + get("/not-there", ""));
            talk.reply().expect(200);
            talk.expectEnd();
        });
        should("close-is-echoed", "9112 §9.6", "The last response says close.",
                TestCases.reply(LAST, one -> one.expect(one.saysClose(), "Connection: close")));
        should("close-is-echoed-in-1-0", "9112 §9.6", "… in HTTP/1.0, too.", TestCases.reply(
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
                "A server that says close ends the connection, and answers nothing more.", wire -> {
                    for (String request : new String[] {LAST, "GET / HTTP/1.1||", GET.replace("GET", "BREW"),
                            get("/not-there", ""), "nonsense||"}) {
                        TrialConnection talk = wire.connect().send(request + GET);
                        Reply first = talk.maybe("GET").orElse(null);
                        if (first != null && first.saysClose()) {
                            talk.expectEnd();
                        }
                    }
                });
        should("400-says-close", "9112 §9.6", "A 400 that ends the connection says close.",
                saysClose("GET / HTTP/1.1|Host: a.example|no colon||", 400));
        should("framing-says-close", "9112 §9.6", "… so does one because of Content-Length.",
                saysClose(TestCases.echo("Content-Length: x|", "hello"), 400));
        should("chunk-says-close", "9112 §9.6", "… and because of a chunk.",
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
