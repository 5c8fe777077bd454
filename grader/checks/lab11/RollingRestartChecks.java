package grader.checks.lab11;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Task finish: all that it is for, in one. */
class RollingRestartChecks {

    private static final int CLIENTS = 4;
    private static final int RESTARTS = 4;
    private static final int REQUESTS = 20;

    @Test
    @Check(value = "a rolling restart of two instances fails no request", task = "finish", rule = "rolling-restart",
            points = 2, ownServer = true, builds = {"delay", "queue", "closed-listener"},
            clause = "RFC 9112 §9.3.1",
            explain = """
                    One instance is replaced while the other one serves, then they change places. Requests that are in
                    progress are finished. A client gets a response to each request, or its kept connection is closed before any of one comes: then it repeats
                    the request once, on a new connection.
                    """)
    void rollingRestart(Rig rig) {
        AtomicReference<Phases> ready = new AtomicReference<>(Phases.open(rig));
        rig.tell(CLIENTS + " clients send one request after the other; new connections go to the newest instance");
        rig.quietly(() -> {
            try (RequestLoad load = new RequestLoad(CLIENTS, () -> ready.get().server())) {
                for (int i = 0; i < RESTARTS && !load.hasFailed(); i++) {
                    Phases next = Phases.open(rig);
                    replace(ready.getAndSet(next), load);
                }
            } catch (CompletionException failure) {
                throw rig.failure("in a rolling restart, a request failed: " + failure.getCause().getMessage());
            }
        });
    }

    /** Ends an instance under load, which also has a request that is in progress all the time. */
    private static void replace(Phases old, RequestLoad load) {
        try (ResponseBarrier barrier = old.hold(); Client busy = old.begin(barrier)) {
            awaitMore(load);
            old.drainToTheLast();
            barrier.open();
            Phases.expectProduct(busy);
        }
        old.expectExit(0);
        awaitMore(load);
    }

    private static void awaitMore(RequestLoad load) {
        long before = load.served();
        Await.comesTrue(Limits.PATIENCE, () -> load.hasFailed() || load.served() >= before + REQUESTS);
    }
}
