package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.get;
import static grader.checks.lab05.Lab05.preflight;
import static grader.checks.lab05.Lab05.request;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Answer;
import grader.server.Capability;
import grader.server.Server;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Task onion: whoever answers, the answer goes out through all layers that the request came in through. */
class OnionChecks {

    @Check(value = "every answer has an id of its own, whether there is a route or not", task = "onion", points = 8,
            foundation = true,
            explain = "The layer for the id stands outside all others: it passes the request on, and puts "
                    + "X-Request-Id into "
                    + "whatever comes back. 404 and 405 come from the router, so the layers stand around that, and not "
                    + "around single routes.")
    void ids(Rig rig) {
        Server server = Lab05.start(rig, Guests.of(rig));
        Set<String> ids = new HashSet<>();
        rig.each("a route: 200", () -> ids.add(Expect.id(exchange(server, get("/public")).expectStatus(200))));
        rig.each("no route: 404", () -> ids.add(Expect.id(exchange(server, get("/" + rig.word())).expectStatus(404))));
        rig.each("another method: 405", () -> ids.add(Expect.id(exchange(server, request("POST /public",
                "Content-Length: 0")).expectStatus(405))));
        rig.each("the same route again", () -> ids.add(Expect.id(exchange(server, get("/public")).expectStatus(200))));
        if (ids.size() < 4) {
            throw rig.failure("expected an id of its own for each of 4 requests, but there were only " + ids.size()
                    + " different ones");
        }
    }

    @Check(value = "200, 404, 405, 401 and 403 go out through the layers for id and CORS", task = "onion", points = 4,
            needs = Capability.FLAGS, builds = {"authentication", "authorization", "cors"}, clause = "RFC 9110 §12.5.5",
            explain = "A guard stands deep inside and answers by itself. Its answer still goes out through every "
                    + "layer outside: "
                    + "X-Request-Id, Vary: Origin, and Access-Control-Allow-Origin for an allowed origin. Without "
                    + "them the page "
                    + "cannot even read that it has to log in.")
    void guards(Rig rig) {
        Guests guests = Guests.of(rig);
        Server server = Lab05.start(rig, guests);
        String origin = "Origin: " + guests.origin();
        String bearer = guests.member().bearer();
        expectAll(rig, server, guests, 200, get("/private", origin, bearer));
        expectAll(rig, server, guests, 404, get("/" + rig.word(), origin, bearer));
        expectAll(rig, server, guests, 405, request("POST /public", origin, "Content-Length: 0"));
        expectAll(rig, server, guests, 401, get("/private", origin));
        expectAll(rig, server, guests, 401, get("/whoami", origin, "Authorization: Bearer " + rig.word()));
        expectAll(rig, server, guests, 403, get("/admin", origin, bearer));
    }

    @Check(value = "a 500 goes out through the layers for id and CORS", task = "onion", points = 2,
            needs = Capability.FLAGS,
            builds = {"errors", "cors"},
            explain = "The layer for errors stands inside those for id, log and CORS. So an exception has become a "
                    + "response before "
                    + "it gets there, and they can do with it what they do with all others.")
    void faults(Rig rig) {
        Guests guests = Guests.of(rig);
        Server server = Lab05.start(rig, guests);
        expectAll(rig, server, guests, 200, get("/public", "Origin: " + guests.origin()));
        expectAll(rig, server, guests, 500, get("/boom", "Origin: " + guests.origin()));
    }

    @Check(value = "a preflight and a 429 go out through the layers for id and CORS", task = "onion", points = 4,
            needs = Capability.FLAGS,
            builds = {"rate-limit", "cors"},
            explain = "CORS answers a preflight by itself, inside the layer for the id. The rate limit stands "
                    + "inside CORS: a page "
                    + "that is told to wait has to be able to read that.")
    void answersOfOuterLayers(Rig rig) {
        Guests guests = Guests.of(rig);
        int burst = rig.random().nextInt(2, 5);
        Server server = Lab05.startLimited(rig, guests, burst);
        String origin = "Origin: " + guests.origin();
        rig.control(burst + " requests are let through", () -> {
            for (int i = 0; i < burst; i++) {
                exchange(server, get("/public")).expectStatus(200);
            }
        });
        expectAll(rig, server, guests, 429, get("/public", origin));
        rig.each("a preflight",
                () -> expectAll(exchange(server, preflight("/admin", guests.origin())).expectStatus(200, 204), guests));
        rig.each("a preflight of another origin", () -> {
            Answer answer = exchange(server, preflight("/admin", "http://" + rig.word() + ".example"));
            Expect.id(answer);
            Expect.vary(answer);
        });
    }

    @Check(value = "an answer to what was no request has an id and Vary, too", task = "onion", points = 2,
            builds = "cors",
            explain = "What the parser refuses takes the same way as any request, with its failure in it; the router "
                    + "throws that. So the refusal has an id and Vary, like all other responses: its client may ask "
                    + "about it.")
    void notUnderstood(Rig rig) {
        Guests guests = Guests.of(rig);
        Server server = Lab05.start(rig, guests);
        rig.control("a request is answered", () -> exchange(server, get("/public")).expectStatus(200));
        rig.each("a line of one word: 400", () -> {
            Answer answer = exchange(server, rig.word().toUpperCase(Locale.ROOT) + "\r\nHost: localhost\r\n\r\n")
                    .expectStatus(400);
            Expect.id(answer);
            Expect.vary(answer);
        });
    }

    private static void expectAll(Rig rig, Server server, Guests guests, int status, String request) {
        rig.each(request.substring(0, request.indexOf(" HTTP/")) + ": " + status,
                () -> expectAll(exchange(server, request).expectStatus(status), guests));
    }

    private static void expectAll(Answer answer, Guests guests) {
        Expect.id(answer);
        Expect.vary(answer);
        Expect.shared(answer, guests.origin());
    }
}
