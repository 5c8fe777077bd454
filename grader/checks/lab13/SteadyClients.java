package grader.checks.lab13;

import grader.clients.http.Client;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that come at a steady rate, whether those before them have been served or not, as people do. Each sends one
 * request, and leaves if it has no response after some time.
 */
final class SteadyClients {

    private static final Executor OWN_THREAD = task -> Thread.ofPlatform().daemon().start(task);

    private final Server server;
    private final String request;
    private final Duration patience;
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final Queue<Long> lateWaits = new ConcurrentLinkedQueue<>();       // nanoseconds

    private SteadyClients(Server server, String target, Duration patience) {
        this.server = server;
        this.request = BusyServer.get(target, "Connection: close");
        this.patience = patience;
    }

    /**
     * Lets so many clients come, and waits until all have a response or have left.
     *
     * @param nanos the time from one to the next
     * @param patience after which a client leaves
     */
    static SteadyClients come(Rig rig, Server server, String target, int count, long nanos, Duration patience) {
        SteadyClients clients = new SteadyClients(server, target, patience);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        rig.quietly(() -> {
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                awaitTime(began + i * nanos);
                boolean late = i >= count / 2;
                all.add(CompletableFuture.runAsync(() -> clients.one(late), OWN_THREAD));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        });
        rig.tell(clients.served + " of " + count + " got a 200, " + clients.refused + " a 503, and " + clients.left
                + " have left after " + patience.toMillis() + " ms");
        return clients;
    }

    private static void awaitTime(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void one(boolean late) {
        long began = System.nanoTime();
        try (Client client = server.connect()) {
            client.sendUnlogged(request);
            if (!client.awaitData(patience)) {
                left.incrementAndGet();
            } else if (client.answer().expectStatus(200, 503).status() == 200) {
                served.incrementAndGet();
                if (late) {
                    lateWaits.add(System.nanoTime() - began);
                }
            } else {
                refused.incrementAndGet();
            }
        }
    }

    /**
     * How long those of the second half that were served have waited for their response, in milliseconds: half of them
     * at most so long. Empty if none was served.
     */
    OptionalDouble medianOfLate() {
        return lateWaits.stream().sorted().skip(lateWaits.size() / 2).mapToDouble(nanos -> nanos / 1e6).findFirst();
    }

    /** How many have a response that is of use to them. */
    int served() {
        return served.get();
    }
}
