package grader.checks.lab13;

import static grader.checks.lab13.Breakers.CLOSED;
import static grader.checks.lab13.Breakers.HALF_OPEN;
import static grader.checks.lab13.Breakers.OPEN;
import static grader.checks.lab13.UpstreamCalls.json;
import static grader.checks.lab13.UpstreamCalls.paid;
import static grader.checks.lab13.UpstreamCalls.price;
import static grader.checks.lab13.UpstreamCalls.status;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Deadline;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task breaker: what clients get while it is open, and calls that do not count. */
class OpenBreakerChecks {

    private static final Duration A_WHILE = Duration.ofMillis(1_500);

    /** A call that is on its way: the other server holds its response. */
    private record HeldCall(ResponseBarrier barrier, Client client) implements AutoCloseable {

        /** Sends the request, and waits until the call is made. */
        static HeldCall begin(CallingServer calling, UpstreamCall call) {
            ResponseBarrier barrier = calling.calls().hold(call);
            return new HeldCall(barrier, calling.begin(call, barrier));
        }

        /** The other server responds. Returns what the client gets. */
        Answer end() {
            barrier.open();
            return client.answer();
        }

        @Override
        public void close() {
            barrier.close();
            client.close();
        }
    }

    /** A call fails, which opens the breaker: the window is of one call. */
    private static void fail(CallingServer calling, Callee callee) {
        calling.expectFailure(calling.calls().failing(callee));
        calling.breakers().await(callee, "its last call has failed", OPEN, HALF_OPEN);
    }

    @Test
    @Check(value = "while a breaker is open no call is made, and clients get a 503 or a fallback at once",
            task = "breaker", rule = "breaker-open", points = 3, ownServer = true, builds = "opens",
            clause = "RFC 9110 §15.6.4; RFC 9211 §2.4",
            explain = """
                    A server that fails gets a pause, and your clients a response instead of a wait. `Retry-After`
                    tells them when to come again. What you have in place of the response, such as the last good
                    price, is better for many of them; but a response that is old must say so: `Cache-Status` with a
                    `ttl` below 0. What nothing is known about is a 503, and no invented value.
                    """)
    void refused(Rig rig) {
        CallingServer calling = CallingServer.open(rig, "--breaker-window", "1");
        UpstreamCalls calls = calling.calls();
        UpstreamCall bought = calls.checkout(price());
        rig.control("a checkout while the pricing service works", () -> calling.expectSuccess(bought));
        rig.each("payments", () -> {
            fail(calling, Callee.PAYMENTS);
            calling.expectRefused(calls.find(paid()));
            calling.expectRefused(calls.pay(List.of("Idempotency-Key: " + rig.word()), paid()));
            calling.expectRefused(calls.find(status(500)));
        });
        rig.each("catalog", () -> {
            fail(calling, Callee.CATALOG);
            calling.expectRefused(calls.product(json()));
            calling.expectRefused(calls.write(json()));
        });
        rig.each("pricing, and a price that is not known", () -> {
            fail(calling, Callee.PRICING);
            calling.expectRefused(calls.checkout(price()));
        });
        rig.each("pricing, and the price of what was bought before", () -> calling.expectRefused(bought));
        for (Callee callee : Callee.values()) {
            calling.breakers().expect(callee, "nothing was called since it opened", OPEN);
        }
    }

    @Test
    @Check(value = "a call whose client has left, or whose request has no time left, is no failure",
            task = "breaker", rule = "cancel-no-verdict",
            points = 1, ownServer = true, slow = true, builds = {"opens", "late-handler"},
            explain = """
                    The call ends with an exception, as if it had failed. But the other server has not failed: it was
                    not given its time. If it counted, clients that are impatient could open the breaker for all. How
                    long such a call took says nothing if its client has left, and a 504 says nothing if it came only
                    because the request was over.
                    """)
    void noVerdict(Rig rig) {
        CallingServer calling = CallingServer.open(rig, "--breaker-window", "1", "--breaker-open", "3000");
        fail(calling, Callee.PAYMENTS);
        calling.breakers().await(Callee.PAYMENTS, "--breaker-open has passed", HALF_OPEN);
        UpstreamCall given = calling.calls().fine();
        try (ResponseBarrier held = calling.calls().hold(given); Client client = calling.begin(given, held)) {
            client.reset();
            rig.tell("other clients send requests until one is called for");
            rig.quietly(() -> Await.comesTrue(Limits.PATIENCE, () -> {
                if (calling.breakers().state(Callee.PAYMENTS).equals(OPEN)) {
                    throw rig.failure("expected the breaker to be half-open until there is a result, but it is open:"
                            + " the call whose client has left counts as a failure");
                }
                calling.exchange(calling.calls().fine());
                return calling.breakers().state(Callee.PAYMENTS).equals(CLOSED);
            }));
        }
        calling.breakers().await(Callee.PAYMENTS, "a call has succeeded", CLOSED);
        rig.each("it leaves after --breaker-slow", () -> leaveLate(rig));
        rig.each("its request has no time left", () -> runOutOfTime(rig));
    }

    private static void leaveLate(Rig rig) {
        CallingServer calling = CallingServer.open(rig, "--breaker-window", "1", "--breaker-slow", "500");
        UpstreamCall given = calling.calls().fine();
        try (ResponseBarrier held = calling.calls().hold(given); Client client = calling.begin(given, held)) {
            client.awaitData(A_WHILE);
            client.reset();
            rig.tell("the client has left after " + A_WHILE.toMillis() + " ms");
            rig.quietly(() -> Await.comesTrue(A_WHILE,
                    () -> !calling.breakers().state(Callee.PAYMENTS).equals(CLOSED)));
            calling.breakers().expect(Callee.PAYMENTS, "nothing has failed, and nothing has responded slowly", CLOSED);
        }
    }

    private static void runOutOfTime(Rig rig) {
        CallingServer calling = CallingServer.open(rig, "--breaker-window", "1", "--total-timeout", "2000");
        for (Callee callee : Callee.values()) {
            rig.untilProven("to make a call in time", () -> runOutOfTime(calling, callee));
        }
    }

    private static boolean runOutOfTime(CallingServer calling, Callee callee) {
        UpstreamCall call = calling.calls().fine(callee);
        try (ResponseBarrier held = calling.calls().hold(call); Client client = calling.tryBegin(call, held)) {
            if (client != null) {
                calling.rig().tell("the time of the request is over");
                calling.expectBad(client.answer());
                calling.breakers().expect(callee, "its call ended only as the request had no time left", CLOSED);
            }
            return client != null;
        }
    }

    @Test
    @Check(value = "a result of a call that was made before the breaker opened changes nothing", task = "breaker",
            rule = "breaker-late", points = 1, ownServer = true, slow = true, builds = "opens",
            explain = """
                    Calls take their time. When a breaker opens, others are still on their way, and they end when it
                    is open, half-open, or closed again. Their results are about the past: they are no result of the
                    probe, and belong to no window that began after them.
                    """)
    void late(Rig rig) {
        CallingServer calling = CallingServer.open(rig, "--breaker-window", "1", "--breaker-open", "3000");
        UpstreamCalls calls = calling.calls();
        List<HeldCall> held = new ArrayList<>();
        try {
            for (UpstreamCall call : List.of(calls.failing(), calls.fine(), calls.failing(), calls.failing(),
                    calls.fine())) {
                held.add(HeldCall.begin(calling, call));
            }
            rig.tell(held.size() + " calls are on their way; another one fails");
            fail(calling, Callee.PAYMENTS);
            calling.breakers().await(Callee.PAYMENTS, "--breaker-open has passed", HALF_OPEN);
            calling.expectBad(held.get(0).end());
            calling.breakers().expect(Callee.PAYMENTS, "the call that has failed was made before", HALF_OPEN);
            HeldCall probe = HeldCall.begin(calling, calls.fine());
            held.add(probe);
            calling.expectGood(held.get(1).end());
            calling.breakers().expect(Callee.PAYMENTS, "the call that has succeeded is not the probe", HALF_OPEN);
            calling.expectBad(held.get(2).end());
            calling.breakers().expect(Callee.PAYMENTS, "the call that has failed is not the probe", HALF_OPEN);
            held.get(4).client().reset();
            rig.tell("the client of an earlier call leaves");
            rig.quietly(() -> {
                Deadline deadline = Deadline.in(A_WHILE);
                while (!deadline.isOver()) {
                    calling.expectRefused(calls.fine());        // The probe is on its way still.
                }
            });
            calling.expectGood(probe.end());
            calling.breakers().await(Callee.PAYMENTS, "the probe has succeeded", CLOSED);
            calling.expectBad(held.get(3).end());
            calling.breakers().expect(Callee.PAYMENTS, "the call that has failed was made before", CLOSED);
        } finally {
            held.forEach(HeldCall::close);
        }
    }
}
