package grader.checks.lab13;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static grader.checks.lab13.Breakers.CLOSED;
import static grader.checks.lab13.Breakers.HALF_OPEN;
import static grader.checks.lab13.Breakers.OPEN;
import static grader.checks.lab13.UpstreamCalls.paid;
import static grader.checks.lab13.UpstreamCalls.status;

import com.github.tomakehurst.wiremock.http.Fault;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task breaker: when it opens. No breaker that is open here becomes half-open, unless a check needs that. */
class BreakerOpensChecks {

    private static final Duration SLOW = Duration.ofMillis(1_000);

    /** Makes calls that succeed (S) and fail (F); the breaker is closed after each of them. */
    private static void expectClosed(CallingServer calling, Callee callee, String calls) {
        calling.rig().tell(callee.breaker() + ": calls that succeed (S) and fail (F): " + calls);
        calling.rig().quietly(() -> calls.chars().forEach(each -> call(calling, callee, each == 'F')));
        calling.breakers().expect(callee, "too few of the last calls have failed (" + calls + ")", CLOSED);
    }

    private static void call(CallingServer calling, Callee callee, boolean fails) {
        if (fails) {
            calling.expectFailure(calling.calls().failing(callee));
        } else {
            calling.expectSuccess(calling.calls().fine(callee));
        }
    }

    /** Makes one more call, which fails; that is the one which opens the breaker. */
    private static void expectOpens(CallingServer calling, Callee callee, String why) {
        call(calling, callee, true);
        calling.breakers().await(callee, why, OPEN);
    }

    @Test
    @Check(value = "a breaker opens when half of its window has calls, and enough of them have failed",
            task = "breaker", rule = "breaker-opens", points = 3, foundation = true, ownServer = true,
            explain = """
                    Two numbers decide, and both must be reached. Without the first one, a single failure after the
                    start would be 100 % of all calls, and open the breaker. Without the second, a server that fails
                    now and then would never be called.
                    """)
    void opens(Rig rig) {
        rig.each("by default, 10 calls, which have failed", () -> {
            CallingServer usual = CallingServer.open(rig);
            expectClosed(usual, Callee.PAYMENTS, "FFFFFFFFF");
            expectOpens(usual, Callee.PAYMENTS, "10 calls are half of its window, and all of them have failed");
        });
        rig.each("--breaker-window 8 --breaker-rate 75, and 6 of 8 calls have failed", () -> {
            CallingServer strict = CallingServer.open(rig, "--breaker-window", "8", "--breaker-rate=75");
            expectClosed(strict, Callee.PAYMENTS, "SSFFFFF");
            expectOpens(strict, Callee.PAYMENTS, "6 of 8 calls have failed, which is 75 %");
        });
    }

    @Test
    @Check(value = "only the last calls count", task = "breaker", rule = "breaker-opens", points = 2,
            ownServer = true, builds = "opens",
            explain = """
                    A breaker that counts all calls since the start needs a million failures after a million good
                    calls, and a breaker that never forgets a failure opens in the end, however rare failures are.
                    When a call comes in, the oldest one goes out, with its result.
                    """)
    void window(Rig rig) {
        CallingServer calling = CallingServer.open(rig, "--breaker-window", "4", "--breaker-rate", "75");
        rig.each("many good calls are forgotten", () -> {
            expectClosed(calling, Callee.PAYMENTS, "SSSSSSSSSSSSSSSSFF");
            expectOpens(calling, Callee.PAYMENTS, "3 of the last 4 calls have failed");
        });
        rig.each("a failure is forgotten", () -> {
            expectClosed(calling, Callee.CATALOG, "SFSSSSFF");
            expectOpens(calling, Callee.CATALOG, "3 of the last 4 calls have failed");
        });
        rig.each("some failures of many calls", () -> {
            expectClosed(calling, Callee.PRICING, "SSFSSFSSFSSFSSFSFSF");
            expectOpens(calling, Callee.PRICING, "3 of the last 4 calls have failed");
        });
    }

    @Test
    @Check(value = "a call without a usable response has failed, and after a 404 it has not", task = "breaker",
            rule = "breaker-failures", points = 2, ownServer = true, builds = "opens",
            explain = """
                    A breaker asks if the other server works. If it responds that it does not know something, or
                    that a request is wrong, it works. If it is silent, breaks the connection, or responds with a
                    5xx, it does not. If clients could open a breaker by asking for what is not there, they could
                    shut off a server that is healthy.
                    """)
    void failures(Rig rig) {
        CallingServer calling = CallingServer.open(rig, "--breaker-window", "1", "--breaker-open", "1");
        UpstreamCalls calls = calling.calls();
        failures(calls).forEach((what, call) -> rig.each(what, () -> {
            calling.expectBad(calling.exchange(call));
            calling.breakers().await(call.callee(), "the last call has failed", OPEN, HALF_OPEN);
            calling.breakers().await(call.callee(), "1 ms has passed, as in --breaker-open", HALF_OPEN);
            calling.expectSuccess(calls.fine(call.callee()));
            calling.breakers().await(call.callee(), "a call has succeeded", CLOSED);
        }));
        responses(calls).forEach((what, call) -> rig.each(what, () -> {
            calling.expectBad(calling.exchange(calls.failing(call.callee())));
            calling.breakers().await(call.callee(), "1 ms has passed since the last call failed", HALF_OPEN);
            Answer answer = calling.expectCalled(call);
            if (answer.status() >= 500) {
                throw answer.statusDiffers("4xx");
            }
            calling.breakers().await(call.callee(), "the other server has responded to the probe", CLOSED);
        }));
        rig.each("no server listens at --payments", () -> {
            CallingServer alone = CallingServer.alone(rig, "--breaker-window", "1");
            alone.expectBad(alone.exchange(alone.calls().fine()));
            alone.breakers().await(Callee.PAYMENTS, "no connection could be opened", OPEN);
        });
        rig.each("no response within --catalog-timeout", () -> {
            CallingServer impatient = CallingServer.open(rig, "--breaker-window", "1", "--catalog-timeout", "1000");
            UpstreamCall call = impatient.calls().fine(Callee.CATALOG);
            try (ResponseBarrier held = impatient.calls().hold(call); Client client = impatient.begin(call, held)) {
                impatient.expectBad(client.answer());
                impatient.breakers().await(Callee.CATALOG, "there was no response in time", OPEN);
            }
        });
    }

    private static Map<String, UpstreamCall> failures(UpstreamCalls calls) {
        Map<String, UpstreamCall> all = new LinkedHashMap<>();
        for (int status : new int[] {500, 501, 503}) {
            all.put("a " + status + " of the payment service", calls.find(status(status)));
        }
        all.put("a connection that is reset", calls.find(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        all.put("a connection that is closed without a response", calls.find(
                aResponse().withFault(Fault.EMPTY_RESPONSE)));
        all.put("bytes that are not HTTP", calls.find(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
        all.put("a 200 whose content breaks off", calls.find(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
        all.put("a 400 of the pricing service", calls.checkout(status(400)));
        all.put("a 200 of the pricing service without a price", calls.checkout(okJson("{}")));
        all.put("a 403 of the catalog", calls.product(status(403)));
        all.put("a 200 of the catalog with text", calls.product(okJson("soon")));
        return all;
    }

    private static Map<String, UpstreamCall> responses(UpstreamCalls calls) {
        Map<String, UpstreamCall> all = new LinkedHashMap<>();
        for (int status : new int[] {404, 400, 409, 429}) {
            all.put("a " + status + " of the payment service", calls.find(status(status)));
        }
        all.put("a 404 of the catalog", calls.product(status(404)));
        all.put("a sku that the pricing service does not know", calls.checkout(status(404)));
        return all;
    }

    @Test
    @Check(value = "a response that is too slow counts as a failure, and the client gets it", task = "breaker",
            rule = "breaker-slow", points = 1, ownServer = true, builds = "opens",
            explain = """
                    A server that gets slower and slower does not fail: it keeps all threads of its callers waiting
                    instead, which is worse. So a call has a second limit, below its timeout.
                    """)
    void slow(Rig rig) {
        CallingServer patient = CallingServer.open(rig, "--breaker-window", "1");
        rig.control("a response that is not too slow is a success", () -> {
            delayed(patient);
            patient.breakers().expect(Callee.PAYMENTS, "the response came within --breaker-slow", CLOSED);
        });
        CallingServer calling = CallingServer.open(rig, "--breaker-window", "1", "--breaker-slow", "300");
        delayed(calling);
        calling.breakers().await(Callee.PAYMENTS, "the response took longer than --breaker-slow", OPEN);
    }

    private static void delayed(CallingServer calling) {
        UpstreamCall call = calling.calls().find(paid());
        try (ResponseBarrier _ = calling.calls().delay(call, SLOW)) {
            calling.rig().tell("the payment service takes " + SLOW.toMillis() + " ms");
            calling.expectSuccess(call);
        }
    }

    @Test
    @Check(value = "each of the other servers has its own breaker", task = "breaker", rule = "breaker-apart",
            points = 1, ownServer = true, builds = "opens",
            explain = """
                    A breaker for everything would turn the failure of one server into that of all. And a 502 or 504
                    counts whichever client of yours it came from. `GET /breakers` is where an operator looks first,
                    so its names and states are those of the contract.
                    """)
    void apart(Rig rig) {
        CallingServer calling = CallingServer.open(rig, "--breaker-window", "1");
        for (Callee failing : new Callee[] {Callee.PAYMENTS, Callee.CATALOG, Callee.PRICING}) {
            expectOpens(calling, failing, "its last call has failed");
            for (Callee other : Callee.values()) {
                if (other.compareTo(failing) < 0) {
                    call(calling, other, false);
                    calling.breakers().expect(other, "only others have failed", CLOSED);
                } else {
                    calling.breakers().expect(other, "it has failed", OPEN);
                }
            }
        }
    }
}
