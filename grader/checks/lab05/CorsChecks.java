package grader.checks.lab05;

import static grader.rest.HttpMatchers.lists;
import static grader.rest.HttpMatchers.oneOf;

import grader.engine.Check;
import grader.engine.Rig;
import grader.server.Capability;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task cors: whose pages may read the responses. */
class CorsChecks {

    @Test
    @Check(value = "a page of an allowed origin may read the responses, errors too", task = "cors",
            rule = "shared-origin", points = 5,
            foundation = true,
            needs = Capability.FLAGS,
            explain = """
                    For an allowed origin each response has Access-Control-Allow-Origin with that one origin, never
                    `*`, and Access-Control-Allow-Credentials: true. Every response has Vary: Origin, also where there
                    is no Origin or another one: who stores it must not give it to another page.
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
    @Check(value = "a preflight is told what a page may send, and needs no token", task = "cors", rule = "preflight",
            points = 5,
            foundation = true,
            needs = Capability.FLAGS,
            explain = """
                    Before a page sends a token, the browser asks by OPTIONS, with Origin and
                    Access-Control-Request-Method, and without the token. The response is 200 or 204 on each path, as
                    CORS knows no routes. It lists the method that was asked for in Access-Control-Allow-Methods and
                    the field in Access-Control-Allow-Headers, and has the two fields of all answers, too. With
                    credentials `*` stands for nothing.
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
            needs = Capability.FLAGS,
            explain = """
                    Scheme, host and port, all three, are one of the allowed origins, or they are not. Something that
                    begins or ends like one can be anyone's, and `null` is every page in a sandbox. An origin that is
                    not allowed gets no field Access-Control-…: the browser then keeps the response from the page.
                    """)
    void notAllowed(Rig rig) {
        Api api = Api.open(rig);
        String good = api.known().origin();
        String host = URI.create(good).getHost();
        rig.control("an allowed one gets them",
                () -> Layers.expectShared(api.from(good).when().get("/public"), good));
        rig.each("an OPTIONS that asks for no method is no preflight", () -> {
            Response response = api.from(good).when().options("/public");
            response.then().statusCode(oneOf(200, 204)).header("Allow", lists("GET"));
            Layers.expectShared(response, good);
        });
        for (String origin : List.of("http://" + rig.word() + ".example", good + ".evil",
                good + "." + rig.word() + ".example",
                "http://evil" + host, "http://evil." + host, "http://evil.example/" + good,
                "http://evil.example?" + good,
                good.substring(0, good.length() - 1), good.replace(".", "x"), good + "/", good + ":8080",
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
            rig.each("a preflight of " + origin,
                    () -> Layers.expectNotShared(api.preflight("/public", origin, "authorization")));
        }
    }

    @Test
    @Check(value = "`--origin '*'` is a bad value", task = "cors", rule = "star-origin", points = 1,
            needs = {Capability.FLAGS, Capability.OUTPUT},
            explain = """
                    `*` means every page that a user visits, and with credentials those pages would read what only the
                    user may see. So browsers forbid it, and the server does not start with it: one line on standard
                    error, exit code 2.
                    """)
    void star(Rig rig) {
        rig.runToEnd("--origin", "*").expectRefusal("`*` is no origin", "--origin");
    }
}
