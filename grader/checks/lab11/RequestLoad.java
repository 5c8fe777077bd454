package grader.checks.lab11;

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
        try (KeptConnection connection = new KeptConnection(balancer)) {
            while (!stop.get()) {
                connection.get();
                served.incrementAndGet();
            }
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
