package grader.checks.lab05;

import static grader.clients.rest.HttpMatchers.oneOf;

import grader.checks.lab05.KnownUsers.User;
import grader.clients.http.Answer;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Task onion: a response goes out through all layers through which its request came in, whatever created it. */
class OnionChecks {

    @Test
    @Check(value = "every response has an id of its own, with or without a route", task = "onion",
            rule = "own-id", points = 6,
            foundation = true,
            explain = """
                    The id layer is outside all others: it passes the request on, and puts X-Request-Id into whatever
                    comes back. The router creates 404 and 405, so the layers are around the router, not around single
                    routes.
                    """)
    void ids(Rig rig) {
        Api api = Api.open(rig);
        Set<String> ids = new HashSet<>();
        rig.step("a route: 200", () -> ids.add(idOf(api.get("/public"), 200)));
        rig.step("no route: 404", () -> ids.add(idOf(api.get("/" + rig.word()), 404)));
        rig.step("another method: 405", () -> ids.add(idOf(api.given().when().post("/public"), 405)));
        rig.step("the same route again", () -> ids.add(idOf(api.get("/public"), 200)));
        if (ids.size() < 4) {
            throw rig.failure("expected a different id for each of 4 requests, but there were only " + ids.size()
                    + " different ids");
        }
    }

    @Test
    @Check(value = "requests at the same time have different ids", task = "onion", rule = "own-id", points = 2,
            builds = "ids",
            explain = """
                    All threads share one layer. What a layer keeps in a field, another request changes meanwhile. What
                    belongs to a request stays in a local variable, or in the request.
                    """)
    void idsAtOnce(Rig rig) {
        Api api = Api.open(rig);
        Set<String> ids = new HashSet<>();
        SimultaneousRequests.send(api, _ -> "/public",
                (_, answer) -> ids.add(answer.field("X-Request-Id").once().value()));
        if (ids.size() < SimultaneousRequests.REQUESTS) {
            throw rig
                    .failure("expected a different id for each of " + SimultaneousRequests.REQUESTS
                            + " requests, but there were only "
                            + ids.size() + " different ids");
        }
    }

    private static String idOf(Response response, int status) {
        response.then().statusCode(status);
        return Layers.id(response);
    }

    @Test
    @Check(value = "200, 404, 405, 401 and 403 go out through the id layer and the CORS layer", task = "onion",
            rule = "readable-by-the-page", points = 4,
            ownServer = true, builds = {"authentication", "authorization", "cors"}, clause = "RFC 9110 §12.5.5",
            explain = """
                    A guard is deep inside and responds on its own. Its response still goes out through every layer
                    outside it, and gets X-Request-Id, Vary: Origin, and Access-Control-Allow-Origin for an allowed
                    origin. Without them the page cannot even read that its user has to log in.
                    """)
    void guards(Rig rig) {
        Api api = Api.open(rig);
        String origin = api.known().origin();
        User member = api.known().member();
        String missing = "/" + rig.word();
        expectAll(api, "GET /private: 200", 200,
                () -> api.as(member).header("Origin", origin).when().get("/private"));
        expectAll(api, "GET " + missing + ": 404", 404,
                () -> api.as(member).header("Origin", origin).when().get(missing));
        expectAll(api, "POST /public: 405", 405, () -> api.from(origin).when().post("/public"));
        expectAll(api, "GET /private: 401", 401, () -> api.from(origin).when().get("/private"));
        expectAll(api, "GET /whoami: 401", 401,
                () -> api.with("Bearer " + rig.word()).header("Origin", origin).when().get("/whoami"));
        expectAll(api, "GET /admin: 403", 403,
                () -> api.as(member).header("Origin", origin).when().get("/admin"));
    }

    @Test
    @Check(value = "without a token, a route for a role is a 401: the first layer is the outermost", task = "onion",
            rule = "role-403", points = 1, ownServer = true, builds = {"who-is-it", "roles"},
            clause = "RFC 9110 §15.5.2, §15.5.4",
            explain = """
                    A 401 says: I do not know you, and a token would help. A 403 says: I know you, and no. The guard
                    for all users is named before the one for the role, so a request has to meet it first.
                    """)
    void guardsInOrder(Rig rig) {
        Api api = Api.open(rig);
        rig.each("no token", () -> Layers.expectChallenge(api.get("/admin")));
        rig.each("a bad token", () -> Layers.expectChallenge(api.with("Bearer " + rig.word()).when().get("/admin")));
    }

    @Test
    @Check(value = "a 500 goes out through the id layer and the CORS layer", task = "onion",
            rule = "readable-by-the-page",
            points = 2,
            ownServer = true,
            builds = {"errors", "cors"},
            explain = """
                    The error layer is inside the layers for id, log and CORS. It has turned the exception into a
                    response before it reaches them, and they treat that like any other response.
                    """)
    void faults(Rig rig) {
        Api api = Api.open(rig);
        String origin = api.known().origin();
        expectAll(api, "GET /public: 200", 200, () -> api.from(origin).when().get("/public"));
        expectAll(api, "GET /boom: 500", 500, () -> api.from(origin).when().get("/boom"));
    }

    @Test
    @Check(value = "a preflight and a 429 go out through the id layer and the CORS layer", task = "onion",
            rule = "readable-by-the-page", points = 3,
            ownServer = true,
            builds = {"rate-limit", "cors"},
            explain = """
                    The CORS layer responds to a preflight on its own, inside the id layer. The rate limit is inside
                    the CORS layer, so that a page can read that it has to wait.
                    """)
    void answersOfOuterLayers(Rig rig) {
        int burst = rig.random().nextInt(2, 5);
        Api api = Api.openLimited(rig, burst);
        String origin = api.known().origin();
        rig.control(burst + " requests get a 200", () -> api.expectEach(burst, 200));
        expectAll(api, "GET /public: 429", 429, () -> api.from(origin).when().get("/public"));
        rig.each("a preflight", () -> {
            Response response = api.preflight("/admin", origin);
            response.then().statusCode(oneOf(200, 204));
            Layers.expectAll(response, origin);
        });
        rig.each("a preflight from another origin", () -> api.preflight("/admin", "http://" + rig.word() + ".example")
                .then()
                .header("X-Request-Id", Layers.ID)
                .header("Vary", Layers.ORIGIN));
    }

    @Test
    @Check(value = "the response to a malformed request has an id and Vary, too", task = "onion",
            rule = "every-response", points = 2,
            builds = "cors",
            explain = """
                    A request that the parser rejects goes through the same layers as any other, and carries its
                    failure. The router throws that failure, so the response goes out through all layers, and gets an id
                    and Vary like any other. Its client may ask about it.
                    """)
    void notUnderstood(Rig rig) {
        Api api = Api.open(rig);
        rig.control("a valid request gets a 200", () -> api.get("/public").then().statusCode(200));
        rig.each("a request line of one word: 400", () -> {
            Answer answer = Lab05.malformed(rig, api.server());
            answer.field("X-Request-Id").once().matches(Layers.ID);
            answer.field("Vary").matches(Layers.ORIGIN);
        });
    }

    private static void expectAll(Api api, String what, int status, Supplier<Response> request) {
        api.rig().each(what, () -> {
            Response response = request.get();
            response.then().statusCode(status);
            Layers.expectAll(response, api.known().origin());
        });
    }
}
