package grader.checks.lab10;

import grader.checks.lab01.Lab01;
import grader.checks.lab08.EachEngine;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.UsualFlags;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Task pool: requests that are given up. How that happens depends on the engine. */
class GivenUpChecks {

    private static final UsualFlags FLAGS = UsualFlags.of("--pool-size", "1", "--handler-timeout", "500");
    private static final Duration A_MOMENT = Duration.ofMillis(10);

    @Test
    @Check(value = "with each engine, a request waits for a connection no longer than it has time, and the pool loses "
            + "none if it is given up", task = "pool", rule = "given-up", points = 2, ownServer = true,
            builds = "timeout", explain = """
                    Most engines interrupt a handler that is late. The engine loop cannot: its handlers run on its only
                    thread, and while one of them waits for a connection, all clients wait. So the wait itself has the
                    limit: --pool-timeout, or what `RequestContext.remaining` returns, if that is less. A request that
                    is interrupted while it waits, because its client has left, has no permit, and releases none.
                    Engines of lab 08 that do not serve here are left out.
                    """)
    void eachEngine(Rig rig) {
        EachEngine.tryOn(rig, flags -> Store.open(rig, FLAGS.and(flags)),
                store -> Lab01.exchange(store.server(), "/").expectStatus(200), store -> expectGivenUp(rig, store));
    }

    private static void expectGivenUp(Rig rig, Store store) {
        String id = store.insertOrder("ann");
        PoolWaitingChecks.expectServed(rig, store, id);
        rig.untilProven("to send a statement within --handler-timeout", () -> {
            try (Hold working = store.database().hold(DatabaseEvent.of(Kind.EXECUTE)); Client first = store.begin(id)) {
                Await.comesTrue(Limits.PATIENCE, () -> !working.held().isEmpty() || first.awaitData(A_MOMENT));
                if (working.held().isEmpty()) {
                    first.answer().expectStatus(503);
                    return false;
                }
                rig.tell("the first request has the only connection, and the database does not respond; two more wait");
                try (Client leaving = store.begin(id); Client second = store.begin(id)) {
                    store.server().awaitRead(leaving);
                    leaving.reset();
                    first.answer().expectStatus(503);
                    second.answer().expectStatus(503);
                }
                return true;
            }
        });
        rig.tell("the database responds again");
        PoolWaitingChecks.expectServed(rig, store, id);
    }
}
