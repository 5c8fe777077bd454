package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.checks.lab01.Lab01;
import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.server.Server;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer that decides only about new connections: it requests `/ready` from the admin port of each instance,
 * again and again, and takes the ready ones in turn.
 */
final class ReadyBalancer implements AutoCloseable {

    private static final int POLL_MILLIS = 20;

    private final Set<Server> instances = ConcurrentHashMap.newKeySet();
    private final Map<Server, Boolean> ready = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService polls = Executors.newSingleThreadScheduledExecutor();

    ReadyBalancer() {
        polls.scheduleWithFixedDelay(() -> instances.forEach(each -> ready.put(each, isReady(each))), 0, POLL_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private static boolean isReady(Server instance) {
        try (Client client = instance.connectAdmin()) {
            return client.send(Lab01.get("/ready")).answer().status() == 200;
        } catch (CheckFailed gone) {
            return false;
        }
    }

    /** Adds an instance, and waits until a poll has found it ready. */
    void add(Server instance) {
        instances.add(instance);
        await(instance, true);
    }

    /** Waits until a poll has found that an instance is not ready, or is gone; new connections then avoid it. */
    void awaitNotReady(Server instance) {
        await(instance, false);
    }

    private void await(Server instance, boolean expected) {
        assertTrue(Await.comesTrue(Limits.PATIENCE, () -> ready.getOrDefault(instance, !expected) == expected),
                () -> "/ready does not become " + expected);
    }

    void remove(Server instance) {
        instances.remove(instance);
    }

    /** Connects to an instance that the latest poll has found ready. It is not asked again. */
    Client connect() {
        List<Server> choice = instances.stream().filter(each -> ready.getOrDefault(each, false)).toList();
        if (choice.isEmpty()) {
            throw new CheckFailed("no instance is ready");
        }
        return choice.get(Math.floorMod(turn.getAndIncrement(), choice.size())).connect();
    }

    @Override
    public void close() {
        polls.shutdownNow();
    }
}
