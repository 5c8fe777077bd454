package grader.checks.lab13;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Clients that send one request after the other, each on a new connection, until they are told to stop. */
final class PressingClients implements AutoCloseable {

    private static final Executor OWN_THREAD = task -> Thread.ofPlatform().daemon().start(task);
    /** From a response to the next request. */
    private static final long PAUSE = 20_000_000;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<CompletableFuture<Void>> clients;

    /** @param target for whose requests the server works one after the other */
    PressingClients(Server server, int count, String target) {
        String request = BusyServer.get(target, "Connection: close");
        clients = Stream.generate(() -> CompletableFuture.runAsync(() -> run(server, request), OWN_THREAD))
                .limit(count)
                .toList();
    }

    private void run(Server server, String request) {
        while (!stop.get()) {
            try (Client client = server.connect()) {
                Answer answer = client.sendUnlogged(request).answer().expectStatus(200, 503);
                refused.addAndGet(answer.status() == 503 ? 1 : 0);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Waits until so many more requests got a 503. */
    void awaitRefused(Rig rig, int more) {
        int before = refused.get();
        boolean came = Await.comesTrue(Limits.PATIENCE, () -> refused.get() >= before + more || hasFailed());
        if (!came) {
            throw rig.failure("expected requests to get a 503, as there are too many, but "
                    + (refused.get() == 0 ? "none" : "only " + refused) + " did");
        }
    }

    private boolean hasFailed() {
        return clients.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    /** Stops all clients; throws the failure of one of them if there is any. */
    @Override
    public void close() {
        stop.set(true);
        CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
    }
}
