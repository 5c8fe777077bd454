package grader.checks.lab11;

import grader.checks.lab01.Lab01;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.grading.server.Server;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Clients that send one request after the other, on connections that they keep, until they are told to stop. */
final class RequestLoad implements AutoCloseable {

    private static final Executor OWN_THREAD = task -> Thread.ofPlatform().daemon().start(task);

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong served = new AtomicLong();
    private final List<CompletableFuture<Void>> clients;

    /** @param balancer the server for a new connection */
    RequestLoad(int count, Supplier<Server> balancer) {
        clients = Stream.generate(() -> CompletableFuture.runAsync(() -> run(balancer), OWN_THREAD))
                .limit(count)
                .toList();
    }

    private void run(Supplier<Server> balancer) {
        try (KeptConnection connection = new KeptConnection(() -> connect(balancer))) {
            while (!stop.get()) {
                connection.get(Lab01.get("/")).expectStatus(200);
                served.incrementAndGet();
            }
        }
    }

    /** A balancer's choice may be late: a server that refuses is not asked again. */
    private static Client connect(Supplier<Server> balancer) {
        try {
            return balancer.get().connect();
        } catch (CheckFailed refused) {
            return balancer.get().connect();
        }
    }

    /** How many requests have been served. */
    long served() {
        return served.get();
    }

    boolean hasFailed() {
        return clients.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    /** Stops all clients; throws the failure of one of them if there is any. */
    @Override
    public void close() {
        stop.set(true);
        CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
    }
}
