package grader.checks.lab02;

import grader.engine.Rig;
import grader.server.Server;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Whether a server that has nothing to do takes processor time: by comparison with a thread that spins, as both share
 * one machine.
 */
final class ProcessorTime {

    private static final int FEWEST_WINDOWS = 2;
    private static final int MOST_WINDOWS = 6;
    private static final Duration WINDOW = Duration.ofMillis(100);
    /**
     * Of a thread that spins. A loop that sleeps a tenth of a second stays far below, and a spinning loop far above,
     * even on a busy machine.
     */
    private static final double MOST = 0.2;
    /**
     * Below this share it certainly sleeps. On a busy machine a spinning thread may get little for a while: then the
     * look is a longer one.
     */
    private static final double REST = 0.04;

    private ProcessorTime() {}

    /** Fails if the server spins. What it does once, such as to load a class, is forgotten in a longer time. */
    static void expectRest(Rig rig, Server server, String when) {
        long before = server.cpu()
                .orElseThrow(() -> rig.skip("this system does not tell the CPU time of a process"))
                .toNanos();
        long own = 0;
        double share = 1;
        for (int i = 0; i < MOST_WINDOWS && (i < FEWEST_WINDOWS || share > REST); i++) {
            own += spin();
            share = (double) (used(rig, server, when) - before) / own;
        }
        rig.tell("the server's CPU time, as a share of that of a thread which does nothing but spin: %.2f"
                .formatted(share));
        if (share > MOST) {
            throw rig.failure("expected the server to rest " + when
                    + ", but it used %.0f %% of the CPU time of a thread that spins".formatted(share * 100));
        }
    }

    /** In nanoseconds. Of a process that has ended the system tells nothing. */
    private static long used(Rig rig, Server server, String when) {
        return server.cpu()
                .orElseThrow(() -> rig.failure("expected the server to live on " + when + ", but it has ended"))
                .toNanos();
    }

    private static long spin() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long now = start;
        while (now - start < WINDOW.toNanos()) {
            now = threads.getCurrentThreadCpuTime();
        }
        return now - start;
    }
}
