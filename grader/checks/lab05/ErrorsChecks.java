package grader.checks.lab05;

import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.request;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Client;
import grader.rest.Described;
import grader.server.Capability;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Task errors: what an exception becomes. */
class ErrorsChecks {

    /** Names of classes and of files with source, and lines of stack traces, of Java and of other languages. */
    private static final Pattern INTERNALS =
            Pattern.compile("\\w*(Exception|Throwable)\\b|\\b(?!InternalServerError)\\w+Error\\b|"
                    + "\\b(java|javax|jdk)\\.\\w+|\\w\\.(java|py|js|ts|go|rs|rb|kt|cs)\\b|\\bat "
                    + "[\\w$.]+\\(|Traceback|\\bline \\d+|goroutine \\d+");
    /** An exception on standard error, and its message, of more than one word. */
    private static final Pattern MESSAGE = Pattern.compile(".*(?:Exception|Error): (\\S+ \\S+.*)");
    /** For the log of an error to arrive; a server may have none. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    /** More than a server has threads for requests, most likely. */
    private static final int MANY = 40;
    private static final int AT_ONCE = 12;

    @Test
    @Check(value = "an exception becomes a 500, a problem document with the request's id", task = "errors",
            rule = "fault-500", points = 5,
            foundation = true,
            clause = "RFC 9457 §3",
            explain = """
                    Whatever a handler throws, the client gets 500 and application/problem+json: a JSON object. Its
                    requestId is the one of X-Request-Id, so that the client can say which request it was.
                    """)
    void boom(Rig rig) {
        Api api = Api.open(rig);
        rig.control("a handler that does not throw answers", () -> api.get("/public").then().statusCode(200));
        Response response = api.get("/boom");
        Layers.expectProblem(response, 500);
        response.then().body("status", anyOf(nullValue(), equalTo(500)));
    }

    @Test
    @Check(value = "nothing of the server's inside is told", task = "errors", rule = "no-internals", points = 3,
            explain = """
                    Names of classes, of files, stack traces and the messages of exceptions tell a stranger what the
                    server is made of. They belong on standard error, where the operator finds them by the id.
                    """)
    void noInternals(Rig rig) {
        Api api = Api.open(rig);
        Response response = api.get("/boom");
        response.then().statusCode(500).body(new Without(INTERNALS));
        response.headers()
                .forEach(field -> response.then()
                        .header(field.getName(), new Described<>("free of the server's inside",
                                value -> !INTERNALS.matcher(field + "").find())));
        api.server().awaitErrorLine(MESSAGE.asMatchPredicate(), A_MOMENT);
        api.server()
                .errorLines()
                .stream()
                .map(MESSAGE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> response.then().body(new Without(Pattern.compile(Pattern.quote(line.group(1))))));
    }

    @Test
    @Check(value = "the server lives on, however often and at once that happens", task = "errors", rule = "lives-on",
            points = 3,
            explain = """
                    An exception costs one response: no thread, no other client's connection, nothing that a later
                    request needs. A thread that ends with each exception is missed only when the last one has gone.
                    """)
    void livesOn(Rig rig) {
        Api api = Api.open(rig);
        rig.step(MANY + " requests that throw, one after another", () -> rig.quietly(() -> {
            for (int i = 0; i < MANY; i++) {
                exchange(api.server(), request("GET /boom")).expectStatus(500);
            }
        }));
        rig.step(AT_ONCE + " at once", () -> rig.quietly(() -> {
            List<Client> clients = new ArrayList<>();
            try {
                for (int i = 0; i < AT_ONCE; i++) {
                    clients.add(api.server().connect().send(request("GET /boom", "Connection: close")));
                }
                clients.forEach(client -> client.answer().expectStatus(500));
            } finally {
                clients.forEach(Client::close);
            }
        }));
        rig.step("a request that does not throw", () -> api.get("/public").then().statusCode(200));
    }

    @Test
    @Check(value = "the log has the 500, with the id that the client was told", task = "errors", rule = "fault-logged",
            points = 2,
            needs = Capability.OUTPUT,
            builds = "access-log",
            explain = """
                    The client reports the id, and the operator looks for it in the log. So the log layer is outside
                    the error layer: it sees the 500, and no exception bypasses it.
                    """)
    void inTheLog(Rig rig) {
        Api api = Api.open(rig);
        String target = "/boom?" + rig.word();
        Response response = api.get(target);
        response.then().statusCode(500);
        LogLine.expect(api, "GET", target, response);
    }

    @Test
    @Check(value = "every problem names its request", task = "errors", rule = "problem-id", points = 2,
            clause = "RFC 9457 §3.2",
            explain = """
                    404 and 405 are problems, too, and so are 401, 403 and 429 where they are sent as
                    application/problem+json. requestId is a member that this server adds to all of them, whatever
                    created them.
                    """)
    void everyProblem(Rig rig) {
        Api api = Api.open(rig);
        rig.each("404", () -> Layers.expectProblem(api.get("/" + rig.word()), 404));
        rig.each("405", () -> Layers.expectProblem(api.given().when().post("/public"), 405));
        rig.each("404 with an id that the client has chosen", () -> Layers.expectProblem(
                api.given().header("X-Request-Id", rig.word()).when().get("/" + rig.word()), 404));
    }
}
