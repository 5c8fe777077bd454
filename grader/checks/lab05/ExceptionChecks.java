package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.request;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import grader.clients.http.Client;
import grader.clients.rest.Described;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Task errors: what an exception becomes. */
class ExceptionChecks {

    /** Names of classes and of files with source, and lines of stack traces, of Java and of other languages. */
    private static final Pattern INTERNALS =
            Pattern.compile("\\w*(Exception|Throwable)\\b|\\b(?!InternalServerError)\\w+Error\\b|"
                    + "\\b(java|javax|jdk)\\.\\w+|\\w\\.(java|py|js|ts|go|rs|rb|kt|cs)\\b|\\bat "
                    + "[\\w$.]+\\(|Traceback|\\bline \\d+|goroutine \\d+");
    /** An exception on standard error, and its message, of more than one word. */
    private static final Pattern MESSAGE = Pattern.compile(".*(?:Exception|Error): (\\S+ \\S+.*)");
    /** How long to wait for the log of an error. A server may write none. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    /** Most likely more than a server has threads for requests. */
    private static final int MANY = 40;
    private static final int AT_ONCE = 12;

    @Test
    @Check(value = "an exception becomes a 500, a problem document with the id of the request", task = "errors",
            rule = "fault-500", points = 5,
            foundation = true,
            clause = "RFC 9457 §3",
            explain = """
                    Whatever a handler throws, the client gets a 500 with a JSON object of the type
                    application/problem+json. Its requestId equals X-Request-Id, so the client can say which request
                    failed.
                    """)
    void boom(Rig rig) {
        Api api = Api.open(rig);
        rig.control("a handler that does not throw responds with 200", () -> api.get("/public").then().statusCode(200));
        for (String time : List.of("once", "again")) {
            rig.each("/boom " + time, () -> {
                Response response = api.get("/boom");
                Layers.expectProblem(response, 500);
                response.then().body("status", anyOf(nullValue(), equalTo(500)));
            });
        }
    }

    @Test
    @Check(value = "a 500 reveals nothing internal", task = "errors", rule = "no-internals", points = 3,
            explain = """
                    Names of classes and files, stack traces and the messages of exceptions tell an attacker what the
                    server is made of. They belong on standard error, where the operator finds them by the id.
                    """)
    void noInternals(Rig rig) {
        Api api = Api.open(rig);
        Response response = api.get("/boom");
        response.then().statusCode(500).body(new Without(INTERNALS));
        response.headers()
                .forEach(field -> response.then()
                        .header(field.getName(), new Described<>("without anything internal",
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
    @Check(value = "the server survives exceptions, many in a row and many at once", task = "errors", rule = "lives-on",
            points = 3,
            explain = """
                    An exception costs one response. It costs no thread, no connection of another client, and nothing
                    that a later request needs. If each exception ends a thread, the server works until the last
                    thread is gone.
                    """)
    void livesOn(Rig rig) {
        Api api = Api.open(rig);
        rig.step(MANY + " requests that throw, one after another", () -> rig.quietly(() -> {
            for (int i = 0; i < MANY; i++) {
                rig.step("number " + (i + 1), () -> exchange(api.server(), request("GET /boom")).expectStatus(500));
            }
        }));
        rig.step(AT_ONCE + " of them at once", () -> rig.quietly(() -> {
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
    @Check(value = "the log has the 500, with the id that the client got", task = "errors", rule = "fault-logged",
            points = 2,
            ownServer = true,
            builds = "access-log",
            explain = """
                    The client reports the id, and the operator looks for it in the log. The log layer is outside the
                    error layer, so it sees the 500, and no exception bypasses it.
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
                    404 and 405 are problems, too. So are 401, 403 and 429 if they are sent as
                    application/problem+json. Each of them has the member requestId, whichever layer created it.
                    """)
    void everyProblem(Rig rig) {
        Api api = Api.open(rig);
        rig.each("404", () -> Layers.expectProblem(api.get("/" + rig.word()), 404));
        rig.each("405", () -> Layers.expectProblem(api.given().when().post("/public"), 405));
        rig.each("404 with an id that the client chose", () -> Layers.expectProblem(
                api.given().header("X-Request-Id", rig.word()).when().get("/" + rig.word()), 404));
        rig.each("404 with an id that is replaced", () -> Layers.expectProblem(
                api.given().header("X-Request-Id", rig.word() + "/").when().get("/" + rig.word()), 404));
    }
}
