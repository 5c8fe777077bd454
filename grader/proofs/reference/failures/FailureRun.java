package grader.proofs.reference.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.grading.server.Server;
import grader.proofs.reference.ReferenceServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One failure of one server, which has to be as before afterward. */
record FailureRun(ReferenceServers reference, Kind kind, String engine) {

    private static final String MILLIS = "5000";
    private static final int MOST_TRIES = 3;
    /** Threads that the JDK has as long as it likes. */
    private static final int THREADS_OF_THE_JDK = 16;
    /** Descriptors that leak until none is left. */
    private static final int LEFT = 60;

    /** Returns within which time after the end of the failure all is as before. */
    Duration run() {
        int after = 4_000;
        for (int i = 0; i < MOST_TRIES; i++) {
            try (Server server = start(after)) {
                FailingServer failing = new FailingServer(server, kind.title());
                failing.await(() -> failing.isWell(kind.pays()), "all is well at first");
                State before = State.of(failing);
                if (!failing.hasBegun()) {
                    return await(failing, before);
                }
            }
            after *= 4;     // This machine needs more time.
        }
        return fail("the failure begins too early, each time");
    }

    private Server start(int after) {
        Server server = reference.start(Map.of("JAVA_TOOL_OPTIONS", "-XX:-MaxFDLimit"), "--engine", engine, "--fail",
                kind.flag, "--fail-after", String.valueOf(after), "--fail-for", MILLIS, "--admin-port", "0",
                "--user", "ada:100000000:yes", "--workers", "24", "--queue", "0", "--retries", "0",
                "--breaker-window", "4", "--breaker-open", "500", "--upstream-timeout", "400", "--queue-target",
                "10000");
        if (kind == Kind.DESCRIPTORS) {
            assumeTrue(server.limitDescriptors(server.descriptors() + LEFT), "this machine has no prlimit");
        }
        return server;
    }

    private Duration await(FailingServer failing, State before) {
        failing.awaitBegin();
        CompletableFuture<Long> ended = CompletableFuture.supplyAsync(() -> {
            failing.awaitEnd();
            return System.nanoTime();
        });
        kind.suffer(failing);
        ended.join();
        failing.await(() -> failing.isWell(kind.pays()), "all is well again");
        failing.await(() -> State.of(failing).isAsGoodAs(before, kind.lost()), () -> "it is as before, " + before
                + ", and not " + State.of(failing));
        Duration recovery = Duration.ofNanos(System.nanoTime() - ended.join());
        assertEquals(List.of(), failing.endedThreads());
        return recovery;
    }

    private record State(int descriptors, int threads, double rate) {

        static State of(FailingServer failing) {
            double rate = failing.rate();
            failing.server().awaitIdle();
            return new State(failing.server().descriptors(), failing.server().threads().orElse(0), rate);
        }

        boolean isAsGoodAs(State before, int lost) {
            return descriptors <= before.descriptors + lost && threads <= before.threads + THREADS_OF_THE_JDK
                    && rate > before.rate / 4;
        }
    }
}
