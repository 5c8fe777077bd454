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
import java.net.URI;
import java.util.List;

/** Task cors: whose pages may read the answers. */
class CorsChecks {

    @Check(value = "a page of an allowed origin may read the answers, errors too", task = "cors", points = 5,
            foundation = true,
            needs = Capability.FLAGS,
            explain = "For an allowed origin each answer has Access-Control-Allow-Origin with that one origin, "
                    + "never `*`, and "
                    + "Access-Control-Allow-Credentials: true. Every answer has Vary: Origin, also where there is "
                    + "no Origin or another one: "
                    + "who stores it must not give it to another page.")
    void simple(Rig rig) {
        Guests guests = Guests.of(rig);
        Server server = Lab05.start(rig, guests);
        for (String origin : guests.origins()) {
            rig.each("200 for " + origin, () -> Expect.vary(Expect.shared(
                    exchange(server, get("/public", "Origin: " + origin)).expectStatus(200), origin)));
            rig.each("404 for " + origin, () -> Expect.vary(Expect.shared(
                    exchange(server, get("/" + rig.word(), "Origin: " + origin)).expectStatus(404), origin)));
        }
        rig.each("no origin", () -> Expect.vary(exchange(server, get("/public")).expectStatus(200)));
        rig.each("another origin",
                () -> Expect.vary(exchange(server, get("/public", "Origin: http://" + rig.word() + ".example"))));
    }

    @Check(value = "a preflight is told what a page may send, and needs no token", task = "cors", points = 5,
            foundation = true,
            needs = Capability.FLAGS,
            explain = "Before a page sends a token, the browser asks by OPTIONS, with Origin and "
                    + "Access-Control-Request-Method, and without "
                    + "the token. The answer is 200 or 204 on each path, as CORS knows no routes. It lists the "
                    + "method that was asked for in "
                    + "Access-Control-Allow-Methods and the field in Access-Control-Allow-Headers, and has the two "
                    + "fields of all answers, "
                    + "too. With credentials `*` stands for nothing.")
    void preflights(Rig rig) {
        Guests guests = Guests.of(rig);
        Server server = Lab05.start(rig, guests);
        for (String path : List.of("/public", "/private", "/admin", "/" + rig.word())) {
            String origin = guests.origins().get(rig.random().nextInt(2));
            rig.each("before GET " + path, () -> {
                Answer answer = exchange(server, preflight(path, origin)).expectStatus(200, 204);
                Expect.shared(answer, origin);
                Expect.vary(answer);
                Expect.lists(answer, "Access-Control-Allow-Methods", "GET");
            });
            rig.each("before GET " + path + " with a token", () -> {
                Answer answer =
                        exchange(server, preflight(path, origin, "Access-Control-Request-Headers: authorization"))
                                .expectStatus(200, 204);
                Expect.shared(answer, origin);
                Expect.lists(answer, "Access-Control-Allow-Methods", "GET");
                Expect.lists(answer, "Access-Control-Allow-Headers", "Authorization");
            });
        }
    }

    @Check(value = "an origin that is not allowed gets no CORS field", task = "cors", points = 4,
            needs = Capability.FLAGS,
            explain = "Scheme, host and port, all three, are one of the allowed origins, or they are not. "
                    + "Something that begins or "
                    + "ends like one can be anybody's, and `null` is every page in a sandbox. Who is not allowed "
                    + "is answered without any "
                    + "field Access-Control-…: the browser then keeps the answer from the page.")
    void notAllowed(Rig rig) {
        Guests guests = Guests.of(rig);
        Server server = Lab05.start(rig, guests);
        String good = guests.origin();
        String host = URI.create(good).getHost();
        rig.control("an allowed one gets them",
                () -> Expect.shared(exchange(server, get("/public", "Origin: " + good)), good));
        rig.each("an OPTIONS that asks for no method is no preflight", () -> {
            Answer answer = exchange(server, request("OPTIONS /public", "Origin: " + good)).expectStatus(200, 204);
            Expect.lists(answer, "Allow", "GET");
            Expect.shared(answer, good);
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
                guests.origins().get(1).replaceFirst(":\\d+$", ""))) {
            rig.each("Origin: " + origin,
                    () -> Expect.notShared(exchange(server, get("/public", "Origin: " + origin)).expectStatus(200)));
            rig.each("a preflight of " + origin, () -> Expect.notShared(
                    exchange(server, preflight("/public", origin, "Access-Control-Request-Headers: authorization"))));
        }
    }

    @Check(value = "`--origin '*'` is a bad value", task = "cors", points = 1,
            needs = {Capability.FLAGS, Capability.OUTPUT},
            explain = "`*` means every page that a user visits, and with credentials those pages would read what "
                    + "only the user may see. So "
                    + "browsers forbid it, and the server does not start with it: one line on standard error, exit "
                    + "code 2.")
    void star(Rig rig) {
        rig.runToEnd("--origin", "*").expectRefusal("`*` is no origin", "--origin");
    }
}
