package grader.checks.lab05;

import static grader.clients.rest.HttpMatchers.oneOf;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.clients.rest.Described;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task access-log: one line per request, and the id that finds it. */
class AccessLogChecks {

    @Test
    @Check(value = "each request has one line, METHOD TARGET STATUS BYTES MILLIS REQUEST-ID", task = "access-log",
            rule = "log-line",
            points = 3,
            foundation = true, ownServer = true,
            explain = """
                    The line has six items, with one space between them: the method and the target as received, the
                    status, the number of body bytes that were sent, whole milliseconds, and the id from X-Request-Id.
                    """)
    void oneLine(Rig rig) {
        Api api = Api.open(rig);
        for (String target : List.of("/public?" + rig.word(), "/public?a=%20&" + rig.word() + "=1")) {
            rig.each("GET " + target, () -> LogLine.expect(api, "GET", target, answered(api.given(), target)));
        }
    }

    private static Response answered(RequestSpecification request, String target) {
        Response response = request.when().get(target);
        response.then().statusCode(200);
        return response;
    }

    @Test
    @Check(value = "the lines of requests at the same time are whole, and one for each", task = "access-log",
            rule = "log-line", points = 1, ownServer = true, builds = "one-line",
            explain = """
                    All threads write into one log. A line that is put together in a place that threads share, or is
                    written in parts, is mixed with others.
                    """)
    void linesAtOnce(Rig rig) {
        Api api = Api.open(rig);
        String start = "/public?" + rig.word() + "-";
        List<String> expected = new ArrayList<>();
        SimultaneousRequests.send(api, number -> start + number,
                (target, answer) -> expected.add("GET " + target + " 200 " + answer.field("X-Request-Id").value()));
        Await.comesTrue(Limits.PATIENCE, () -> logged(api, start).size() >= SimultaneousRequests.REQUESTS);
        List<String> logged = logged(api, start).stream()
                .map(line -> line.replaceFirst("^(\\S+ \\S+ \\S+) \\d+ \\d+ (\\S+)$", "$1 $2"))
                .sorted()
                .toList();
        if (!logged.equals(expected.stream().sorted().toList())) {
            throw rig.failure("expected one whole line for each of " + SimultaneousRequests.REQUESTS
                    + " requests, but of "
                    + logged.size() + " lines " + logged.stream().filter(line -> !expected.contains(line)).count()
                    + " are not, such as '"
                    + logged.stream().filter(line -> !expected.contains(line)).findFirst().orElse("") + "'");
        }
    }

    private static List<String> logged(Api api, String start) {
        return api.server().logLines().stream().filter(line -> line.contains(start)).toList();
    }

    @Test
    @Check(value = "a rejected request has its line, too", task = "access-log", rule = "log-rejections", points = 2,
            ownServer = true,
            builds = {"authentication", "cors"},
            explain = """
                    The log is outside the router and every layer that can respond on its own, so 401, 404, 405 and
                    preflights have a line. A response to HEAD sends no bytes of a body, so BYTES is `0` or `-`. If
                    the parser rejects a request, only the response is known, and the method and the target are `-`.
                    """)
    void refusals(Rig rig) {
        Api api = Api.open(rig);
        logged(api, "GET", "/" + rig.word(), 404);
        logged(api, "POST", "/public?" + rig.word(), 405);
        logged(api, "GET", "/private?" + rig.word(), 401);
        logged(api, "HEAD", "/" + rig.word(), 404, 405);
        rig.each("a preflight", () -> {
            String target = "/private?" + rig.word();
            Response response = api.preflight(target, api.known().origin());
            response.then().statusCode(oneOf(200, 204));
            LogLine.expect(api, "OPTIONS", target, response);
        });
        rig.each("a request line of one word", () -> {
            Answer answer = Lab05.malformed(rig, api.server());
            String id = answer.field("X-Request-Id").once().matches(Layers.ID).value();
            LogLine.await(rig, api.server(), id, "\\S+ \\S+ 400 (\\d+|-) (\\d+|-) \\Q" + id + "\\E",
                    "- - 400 BYTES MILLIS " + id);
        });
    }

    private static void logged(Api api, String method, String target, Integer... statuses) {
        api.rig().each(method + " " + target, () -> {
            Response response = api.given().when().request(method, target);
            response.then().statusCode(oneOf(statuses));
            LogLine.expect(api, method, target, response);
        });
    }

    @Test
    @Check(value = "an id that the client sends is kept if it is sane", task = "access-log", rule = "sane-id",
            points = 2,
            ownServer = true,
            explain = """
                    A client that calls several servers sends them all the same id, and then finds its request in all
                    of their logs. A sane id has 1 to 64 characters of A-Z, a-z, 0-9, `.`, `_` and `-`. A 404 keeps
                    it, too.
                    """)
    void saneIds(Rig rig) {
        Api api = Api.open(rig);
        for (String id : List.of(
                rig.word() + "-" + rig.word().toUpperCase(Locale.ROOT) + "._" + rig.random().nextInt(1000),
                "-." + rig.word() + "_", "" + rig.random().nextInt(10),
                (rig.word() + rig.word()).repeat(6).substring(0, 64))) {
            rig.each("X-Request-Id: " + id, () -> {
                String target = "/public?" + rig.word();
                Response response = answered(api.given().header("X-Request-Id", id), target);
                response.then().header("X-Request-Id", id);
                LogLine.expect(api, "GET", target, response);
            });
        }
    }

    @Test
    @Check(value = "any other id is replaced", task = "access-log", rule = "other-id", points = 2,
            ownServer = true,
            explain = """
                    The id goes into the log, and into the terminal of its reader. A space in it would add an item to
                    the line, and an id without limit could fill the disk. The server replaces an id that is not sane
                    with a new one, in the field and in the log. The request gets its usual response.
                    """)
    void otherIds(Rig rig) {
        Api api = Api.open(rig);
        String word = rig.word();
        rig.control("a sane id is kept",
                () -> answered(api.given().header("X-Request-Id", word), "/public").then()
                        .header("X-Request-Id", word));
        for (String id : List.of("a".repeat(65), word.repeat(40), word + " " + word, word + "," + word,
                word + "/" + word, word + "\u00e9",
                word + "\u00c3\u00a9", "\"" + word + "\"", word + ":1", "$(" + word + ")", word + "\t200", word + "+",
                word + "@", word + "[", word + "\\", word + "]", word + "^", word + "`", word + "{", "")) {
            rig.each("X-Request-Id: " + (id.length() > 60 ? id.length() + " characters" : id),
                    () -> replaced(api, id));
        }
    }

    private static void replaced(Api api, String id) {
        String target = "/public?" + api.rig().word();
        Response response = answered(api.given().header("X-Request-Id", id), target);
        response.then()
                .header("X-Request-Id", new Described<>("an id other than the client's",
                        value -> !id.equals(value)));
        LogLine.expect(api, "GET", target, response);
    }
}
