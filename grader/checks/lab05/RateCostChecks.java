package grader.checks.lab05;

import static grader.clients.rest.HttpMatchers.oneOf;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Task rate-limit: what costs a token, and what does not. */
class RateCostChecks {

    @Test
    @Check(value = "a rejected request costs a token, too", task = "rate-limit", rule = "rate-cost", points = 1,
            ownServer = true,
            builds = "authentication",
            explain = """
                    The rate limit is outside the router and the guards, so a request that ends in a 404 or 401, or that
                    the parser has rejected, takes a token like any other. That slows down a client that guesses secrets.
                    """)
    void refusedOnesCount(Rig rig) {
        expectCost(rig, "guessed secrets",
                api -> api.with("Bearer " + rig.word()).when().get("/private").then().statusCode(401));
        expectCost(rig, "paths without a route", api -> api.get("/" + rig.word()).then().statusCode(404));
        expectCost(rig, "request lines of one word", api -> Lab05.malformed(rig, api.server()));
    }

    private static void expectCost(Rig rig, String what, Consumer<Api> rejected) {
        int burst = rig.random().nextInt(2, 4);
        rig.each(burst + " " + what + " with --burst " + burst + ", and then others", () -> {
            Api api = Api.openLimited(rig, burst);
            for (int i = 0; i < burst; i++) {
                rejected.accept(api);
            }
            Layers.expectTooMany(api.with("Bearer " + rig.word()).when().get("/private"));
            Layers.expectTooMany(api.get("/public"));
        });
    }

    @Test
    @Check(value = "preflights are free", task = "rate-limit", rule = "rate-cost", points = 1, ownServer = true,
            builds = "cors",
            explain = """
                    The browser sends a preflight by itself and without a token, so it would count for the address.
                    The CORS layer is outside the rate limit, and responds to preflights on its own. Every other
                    request costs a token, whatever its method.
                    """)
    void preflightsAreFree(Rig rig) {
        int burst = rig.random().nextInt(2, 5);
        Api api = Api.openLimited(rig, burst);
        String origin = api.known().origin();
        rig.step(2 * burst + " preflights", () -> {
            for (int i = 0; i < 2 * burst; i++) {
                api.preflight("/private", origin).then().statusCode(oneOf(200, 204));
            }
        });
        rig.step("then " + burst + " requests", () -> api.expectEach(burst, 200));
        rig.step("one more", () -> Layers.expectTooMany(api.get("/public")));
        rig.step("a preflight after that",
                () -> api.preflight("/private", origin).then().statusCode(oneOf(200, 204)));
        rig.step("HEAD after that", () -> api.given().when().head("/public").then().statusCode(429));
    }
}
