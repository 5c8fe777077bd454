package grader.checks.lab13;

import static grader.checks.lab13.Breakers.CLOSED;
import static grader.checks.lab13.Breakers.HALF_OPEN;
import static grader.checks.lab13.Breakers.OPEN;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.UsualFlags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Task breaker: the way back. */
class ProbeChecks {

    private static final int OPEN_MILLIS = 1_000;
    /** Clocks that count in whole milliseconds may be that far apart. */
    private static final int GRAIN_MILLIS = 20;
    private static final int CALLERS = 5;
    private static final Duration A_MOMENT = Duration.ofMillis(10);

    /** A server whose breaker of payments is open, or was. */
    private static CallingServer opened(Rig rig, String... flags) {
        CallingServer calling = CallingServer.open(rig, UsualFlags
                .of("--breaker-window", "4", "--breaker-rate", "75", "--breaker-open", "" + OPEN_MILLIS)
                .and(flags));
        rig.tell("calls of the payment service fail until its breaker is open");
        rig.quietly(() -> Await.comesTrue(Limits.PATIENCE, () -> {
            calling.expectBad(calling.exchange(calling.calls().failing()));
            return !calling.breakers().state(Callee.PAYMENTS).equals(CLOSED);
        }));
        calling.breakers().await(Callee.PAYMENTS, "all calls have failed", OPEN, HALF_OPEN);
        return calling;
    }

    /** Waits until the breaker is half-open. Returns the last time before which it was not: a System.nanoTime. */
    private static long lastOpen(CallingServer calling) {
        AtomicLong last = new AtomicLong(System.nanoTime());
        Await.comesTrue(Limits.PATIENCE, () -> {
            long looked = System.nanoTime();
            if (calling.breakers().state(Callee.PAYMENTS).equals(HALF_OPEN)) {
                return true;
            }
            last.set(looked);
            return false;
        });
        awaitHalfOpen(calling);
        return last.get();
    }

    private static CallingServer halfOpen(Rig rig, String... flags) {
        CallingServer calling = opened(rig, flags);
        awaitHalfOpen(calling);
        return calling;
    }

    private static void awaitHalfOpen(CallingServer calling) {
        calling.breakers().await(Callee.PAYMENTS, "--breaker-open has passed", HALF_OPEN);
    }

    @Test
    @Check(value = "a probe that succeeds closes the breaker, and what was before is forgotten", task = "breaker",
            rule = "breaker-probe", points = 2, ownServer = true, builds = "opens",
            explain = """
                    The pause has an end even if clients come all the time. One good call is enough: the number of
                    calls that has to be reached is for a closed breaker. If a breaker waited for more of them, and
                    let only one through, it would stay half-open. And if it remembered the failures from before,
                    the next one would open it again.
                    """)
    void probe(Rig rig) {
        CallingServer calling = opened(rig);
        rig.tell("clients send requests until there is a call for one of them");
        rig.quietly(() -> Await.comesTrue(Limits.PATIENCE, () -> {
            UpstreamCall call = calling.calls().fine();
            calling.exchange(call);
            return calling.calls().made(call) > 0;
        }));
        calling.breakers().await(Callee.PAYMENTS, "the probe has succeeded", CLOSED);
        calling.expectFailure(calling.calls().failing());
        calling.breakers().expect(Callee.PAYMENTS, "only one call has failed since it was closed", CLOSED);
        calling.expectSuccess(calling.calls().fine());
    }

    @Test
    @Check(value = "a probe that fails opens the breaker again, for the same time", task = "breaker",
            rule = "breaker-probe", points = 1, ownServer = true, builds = "opens",
            explain = """
                    The other server does not work yet, so it gets the same pause again. A breaker that lets the next
                    caller try immediately is none: then each caller is a probe.
                    """)
    void probeFails(Rig rig) {
        CallingServer calling = halfOpen(rig);
        for (int i = 0; i < 2; i++) {
            long sent = System.nanoTime();
            calling.expectFailure(calling.calls().failing());
            long failed = System.nanoTime();
            long open = lastOpen(calling);
            long millis = (System.nanoTime() - sent) / 1_000_000;
            if (open - failed > Duration.ofMillis(OPEN_MILLIS + GRAIN_MILLIS).toNanos()) {
                throw rig.failure("expected the breaker to be open for " + OPEN_MILLIS
                        + " ms after the probe had failed, but it was still open " + (open - failed) / 1_000_000
                        + " ms after its response");
            }
            if (millis < OPEN_MILLIS - GRAIN_MILLIS) {
                throw rig.failure("expected the breaker to be open for " + OPEN_MILLIS
                        + " ms after the probe had failed, but it was half-open again " + millis
                        + " ms after that was sent");
            }
        }
        calling.expectSuccess(calling.calls().fine());
        calling.breakers().await(Callee.PAYMENTS, "the probe has succeeded", CLOSED);
    }

    @Test
    @Check(value = "while the probe is on its way no other call is made", task = "breaker", rule = "breaker-probe",
            points = 2, ownServer = true, builds = {"opens", "refused"},
            explain = """
                    A server that has just come back, and then gets all that has waited for it, fails again. To look
                    at the state and to note that there is a probe have to be one step: callers come at the same time,
                    and all of them would find that there is none.
                    """)
    void oneProbe(Rig rig) {
        CallingServer calling = halfOpen(rig);
        UpstreamCall call = calling.calls().fine();
        List<Client> clients = new ArrayList<>();
        try (ResponseBarrier held = calling.calls().hold(call)) {
            rig.tell(CALLERS + " clients send the same request at the same time; its call is held");
            for (int i = 0; i < CALLERS; i++) {
                clients.add(calling.begin(call));
            }
            calling.expectHeld(held, 1, call);
            Client probe = awaitOthers(clients, held);
            calling.expectMade(call, 1);
            clients.stream().filter(client -> client != probe).forEach(client -> {
                CallingServer.expectRefusal(client.answer());
            });
            held.open();
            calling.expectGood(probe.answer());
        } finally {
            clients.forEach(Client::close);
        }
        calling.breakers().await(Callee.PAYMENTS, "the probe has succeeded", CLOSED);
    }

    /** Waits until a response is missing for one client only, or several calls are held. Returns such a client. */
    private static Client awaitOthers(List<Client> clients, ResponseBarrier held) {
        Await.comesTrue(Limits.PATIENCE,
                () -> held.waiting() > 1 || clients.stream().filter(ProbeChecks::waits).count() <= 1);
        return clients.stream().filter(ProbeChecks::waits).findFirst().orElseGet(clients::getLast);
    }

    private static boolean waits(Client client) {
        return !client.awaitData(A_MOMENT);
    }

    @Test
    @Check(value = "however a probe ends, another one can come", task = "breaker", rule = "breaker-never-stuck",
            points = 1, ownServer = true, builds = "opens",
            explain = """
                    The note that there is a probe has to go whatever becomes of it: its client leaves, its request is
                    interrupted, an exception is thrown that no one expected. Otherwise no one may call any more, and
                    only a restart helps.
                    """)
    void neverStuck(Rig rig) {
        rig.each("its client leaves", () -> {
            CallingServer calling = halfOpen(rig);
            UpstreamCall given = calling.calls().fine();
            try (ResponseBarrier held = calling.calls().hold(given); Client client = calling.begin(given, held)) {
                client.reset();
                expectCloses(calling);
            }
        });
        rig.each("its request has no time left", () -> {
            CallingServer calling = halfOpen(rig, "--handler-timeout", "2000", "--total-timeout", "2000");
            rig.untilProven("to make a call in time", () -> closesAfterItsTime(calling));
        });
    }

    private static boolean closesAfterItsTime(CallingServer calling) {
        UpstreamCall given = calling.calls().fine();
        try (ResponseBarrier held = calling.calls().hold(given); Client client = calling.tryBegin(given, held)) {
            if (client != null) {
                calling.rig().tell("its time is over");
                client.awaitData(Limits.PATIENCE);
                expectCloses(calling);
            }
            return client != null;
        }
    }

    private static void expectCloses(CallingServer calling) {
        calling.rig().tell("other clients send requests until one is called for");
        calling.rig().quietly(() -> Await.comesTrue(Limits.PATIENCE, () -> {
            calling.exchange(calling.calls().fine());
            return calling.breakers().state(Callee.PAYMENTS).equals(CLOSED);
        }));
        calling.breakers().await(Callee.PAYMENTS, "there are clients whose calls would succeed", CLOSED);
    }
}
