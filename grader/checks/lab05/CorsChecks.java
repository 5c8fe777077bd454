package grader.checks.lab05;

import static grader.clients.rest.HttpMatchers.absent;
import static grader.clients.rest.HttpMatchers.lists;
import static grader.clients.rest.HttpMatchers.oneOf;
import static org.hamcrest.Matchers.anyOf;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task cors: whose pages may read the responses. */
class CorsChecks {

    @Test
    @Check(value = "a page of an allowed origin may read the responses, errors included", task = "cors",
            rule = "shared-origin", points = 5,
            foundation = true,
            ownServer = true,
            explain = """
                    For an allowed origin, every response has Access-Control-Allow-Origin with that one origin, never
                    `*`, and Access-Control-Allow-Credentials: true. Every response has Vary: Origin, even if the
                    request has no Origin or a forbidden one: a cache must not give the response to another page.
                    """)
    void simple(Rig rig) {
        Api api = Api.open(rig);
        for (String origin : api.known().origins()) {
            rig.each("200 for " + origin, () -> expectReadable(api.from(origin).when().get("/public"), 200, origin));
            rig.each("404 for " + origin,
                    () -> expectReadable(api.from(origin).when().get("/" + rig.word()), 404, origin));
        }
        rig.each("no origin", () -> api.get("/public").then().statusCode(200).header("Vary", Layers.ORIGIN));
        rig.each("another origin", () -> api.from("http://" + rig.word() + ".example")
                .when()
                .get("/public")
                .then()
                .header("Vary", Layers.ORIGIN));
    }

    private static void expectReadable(Response response, int status, String origin) {
        response.then().statusCode(status).header("Vary", Layers.ORIGIN);
        Layers.expectShared(response, origin);
    }

    @Test
    @Check(value = "the response to a preflight says what a page may send, and needs no token", task = "cors",
            rule = "preflight",
            points = 5,
            foundation = true,
            ownServer = true,
            explain = """
                    Before a page may send a token, the browser sends a request without it: OPTIONS with Origin and
                    Access-Control-Request-Method. The response is a 200 or 204 on every path, because CORS ignores
                    routes. Access-Control-Allow-Methods lists the requested method, and Access-Control-Allow-Headers
                    the requested field. The two fields of all other responses are there, too. With credentials, `*`
                    in these lists means nothing.
                    """)
    void preflights(Rig rig) {
        Api api = Api.open(rig);
        for (String path : List.of("/public", "/private", "/admin", "/" + rig.word())) {
            String origin = api.known().origins().get(rig.random().nextInt(2));
            rig.each("before GET " + path, () -> {
                Response response = api.preflight(path, origin);
                response.then()
                        .statusCode(oneOf(200, 204))
                        .header("Vary", Layers.ORIGIN)
                        .header("Access-Control-Allow-Methods", lists("GET"));
                Layers.expectShared(response, origin);
            });
            rig.each("before GET " + path + " with a token", () -> {
                Response response = api.preflight(path, origin, "authorization");
                response.then()
                        .statusCode(oneOf(200, 204))
                        .header("Access-Control-Allow-Methods", lists("GET"))
                        .header("Access-Control-Allow-Headers", lists("Authorization"));
                Layers.expectShared(response, origin);
            });
        }
    }

    @Test
    @Check(value = "an origin that is not allowed gets no CORS field", task = "cors", rule = "allowed-origin",
            points = 4,
            ownServer = true,
            explain = """
                    An origin is allowed only if its scheme, host and port are those of an allowed one. An origin that
                    only begins or ends like one can be anyone's, and `null` is every page in a sandbox. If the origin
                    is not allowed, the response has no field Access-Control-…, and the browser keeps it from the
                    page. An OPTIONS without Origin or without Access-Control-Request-Method is not a preflight.
                    """)
    void notAllowed(Rig rig) {
        Api api = Api.open(rig);
        String good = api.known().origin();
        String host = URI.create(good).getHost();
        rig.control("an allowed origin gets the CORS fields",
                () -> Layers.expectShared(api.from(good).when().get("/public"), good));
        rig.each("OPTIONS without Access-Control-Request-Method", () -> {
            Response response = api.from(good).when().options("/public");
            response.then().statusCode(oneOf(200, 204)).header("Allow", anyOf(absent(), lists("GET")));
            Layers.expectShared(response, good);
            // no route has this path: the router says so, and a layer that takes this for a preflight does not
            api.from(good).when().options("/" + rig.word()).then().statusCode(404);
        });
        rig.each("OPTIONS with Access-Control-Request-Method, but without Origin",
                () -> api.given()
                        .header("Access-Control-Request-Method", "GET")
                        .when()
                        .options("/" + rig.word())
                        .then()
                        .statusCode(404));
        for (String origin : List.of("http://" + rig.word() + ".example", good + ".evil",
                good + "." + rig.word() + ".example",
                "http://evil" + host, "http://evil." + host, "http://evil.example/" + good,
                "http://evil.example?" + good,
                good.substring(0, good.length() - 1), good.replace(".", "x"), good + "/", good + ":8080", good + ":80",
                "https://" + host,
                "ftp://" + host, host, "//" + host, "http://user@" + host, "null", "*", "http://*",
                good + " http://evil.example",
                "http://evil.example " + good, good + ",http://evil.example",
                api.known().origins().get(1).replaceFirst(":\\d+$", ""))) {
            rig.each("Origin: " + origin, () -> {
                Response response = api.from(origin).when().get("/public");
                response.then().statusCode(200);
                Layers.expectNotShared(response);
            });
        }
        for (String origin : List.of("http://" + rig.word() + ".example", good + ".evil", "null")) {
            rig.each("a preflight from " + origin,
                    () -> Layers.expectNotShared(api.preflight("/public", origin, "authorization")));
        }
    }

    @Test
    @Check(value = "`--origin '*'` is rejected", task = "cors", rule = "star-origin", points = 1,
            ownServer = true,
            explain = """
                    `*` would mean every page that a user visits. With credentials, those pages could read what only
                    the user may see. Browsers forbid that combination, and the server does not start with it: it
                    prints one line on standard error, and the exit code is 2.
                    """)
    void star(Rig rig) {
        rig.runToEnd("--origin", "*").expectRefusal("`*` is not an origin", "--origin");
    }
}
