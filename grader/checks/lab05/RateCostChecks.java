package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.get;
import static grader.checks.lab05.Lab05.preflight;
import static grader.checks.lab05.Lab05.request;
import static grader.checks.lab05.RateLimitChecks.expectAll;
import static grader.checks.lab05.RateLimitChecks.expectTurnedAway;

import grader.engine.Check;
import grader.engine.Rig;
import grader.server.Capability;
import grader.server.Server;

/** Task rate-limit: what costs a token, and what does not. */
class RateCostChecks {

    @Check(value = "a request that is refused costs a token, too", task = "rate-limit", points = 1,
            needs = Capability.FLAGS,
            builds = "authentication",
            explain = "The rate stands outside the router and the guards, so a 404 or a 401 has its price. Who "
                    + "guesses tokens is "
                    + "held up by that.")
    void refusedOnesCount(Rig rig) {
        int burst = rig.random().nextInt(2, 4);
        Server server = Lab05.startLimited(rig, Guests.of(rig), 2 * burst);
        rig.each(burst + " guesses of a token", () -> {
            for (int i = 0; i < burst; i++) {
                exchange(server, get("/private", "Authorization: Bearer " + rig.word())).expectStatus(401);
            }
        });
        rig.each(burst + " paths that are not there", () -> {
            for (int i = 0; i < burst; i++) {
                exchange(server, get("/" + rig.word())).expectStatus(404);
            }
        });
        rig.each("one more guess",
                () -> expectTurnedAway(exchange(server, get("/private", "Authorization: Bearer " + rig.word()))));
        rig.each("a path that is there", () -> expectTurnedAway(exchange(server, get("/public"))));
    }

    @Check(value = "preflights are free", task = "rate-limit", points = 1, needs = Capability.FLAGS, builds = "cors",
            explain = "The browser sends them, not the page, and without a token: they would count for the "
                    + "address. CORS stands "
                    + "outside the rate, and answers them by itself. Any other OPTIONS is a request like all others.")
    void preflightsAreFree(Rig rig) {
        Guests guests = Guests.of(rig);
        int burst = rig.random().nextInt(2, 5);
        Server server = Lab05.startLimited(rig, guests, burst);
        String preflight = preflight("/private", guests.origin());
        rig.each(2 * burst + " preflights", () -> {
            for (int i = 0; i < 2 * burst; i++) {
                exchange(server, preflight).expectStatus(200, 204);
            }
        });
        rig.each("then " + burst + " requests", () -> expectAll(server, 200, burst, get("/public")));
        rig.each("one more", () -> expectTurnedAway(exchange(server, get("/public"))));
        rig.each("a preflight behind that", () -> exchange(server, preflight).expectStatus(200, 204));
        rig.each("HEAD behind that", () -> exchange(server, request("HEAD /public")).expectStatus(429));
    }
}
