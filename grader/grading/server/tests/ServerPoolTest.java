package grader.grading.server.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.grading.server.ServerPool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What takes long in the pool keeps no check from borrowing a server. */
class ServerPoolTest {

    /** Borrowing holds the pool itself: so the service has to start without it. */
    @Test
    void theServiceStartsWhileAnotherCheckBorrows() throws Exception {
        try (ServerPool pool = new ServerPool()) {
            synchronized (pool) {
                assertTrue(CompletableFuture.supplyAsync(() -> pool.upstream().url())
                        .get(60, TimeUnit.SECONDS)
                        .startsWith("http://"));
            }
        }
    }
}
