package grader.checks.lab02;

import grader.core.console.MachineFault;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.machine.os.LinuxProcess;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;

/**
 * Finds out whether a server that has nothing to do uses processor time. It compares the server with a spinning thread
 * on the same machine.
 */
public final class ProcessorTime {

    private static final int FEWEST_WINDOWS = 2;
    private static final int MOST_WINDOWS = 6;
    /** For a server that is awake at the end of each window: it may have had no time to show that it spins. */
    private static final int MOST_WINDOWS_AWAKE = 30;
    private static final Duration WINDOW = Duration.ofMillis(100);
    /**
     * The maximum, as a share of a spinning thread's time. A loop that sleeps for a tenth of a second stays far below
     * it, and a spinning loop far above it, even on a busy machine.
     */
    private static final double MOST = 0.2;
    /**
     * Waking up ten times a second costs this share of the time by the clock, however little the spinning thread gets.
     */
    private static final double WAKING = 0.01;
    /**
     * Below this share a server that has been seen asleep sleeps. On a busy machine a spinning thread may get little
     * time for a while, so a larger share is measured for longer.
     */
    private static final double REST = 0.04;

    private static final int MOST_WAKEUPS = 150;     // per second

    private ProcessorTime() {}

    /**
     * Fails if the server spins. Work that it does once, such as loading a class, hardly counts over a longer time.
     *
     * @throws MachineFault if it was awake whenever it was looked at, and got no processor to show more
     */
    public static void expectRest(Rig rig, Server server, String when) {
        rig.measures();
        long before = server.cpu()
                .orElseThrow(() -> rig.skip("this system does not report the CPU time of a process"))
                .toNanos();
        long start = System.nanoTime();
        long own = 0;
        long used = 0;
        boolean slept = !LinuxProcess.tells();
        for (int windows = 0; isOpen(windows, slept, used / (double) own); windows++) {
            own += spin();
            used = used(rig, server, when) - before;
            slept |= server.sleeps();
        }
        String compared = String.format(Locale.ROOT,
                "used %.2f s of CPU time, while a thread that does nothing but spin got %.2f s", used / 1e9, own / 1e9);
        rig.tell("the server " + compared);
        if (used > MOST * own + WAKING * (System.nanoTime() - start)) {
            throw rig.failure("expected the server to sleep " + when + ", but it " + compared);
        }
        if (!slept) {
            throw new MachineFault("it is too busy: the server was not seen asleep, and " + compared
                    + "; try again when it is quieter");
        }
    }

    /** @param share what the server used, as a share of a spinning thread's time; no number before the first window */
    private static boolean isOpen(int windows, boolean slept, double share) {
        return windows < FEWEST_WINDOWS || windows < MOST_WINDOWS && share > REST
                || windows < MOST_WINDOWS_AWAKE && !slept && share <= MOST;
    }

    /**
     * Fails if the server's threads wake up again and again, as a loop with a timeout of a millisecond does. A JVM
     * wakes up some 50 times per second by itself.
     */
    public static void expectFewWakeups(Rig rig, Server server, String when) {
        rig.measures();
        long before = wakeups(rig, server);
        long start = System.nanoTime();
        for (int i = 0; i < MOST_WINDOWS; i++) {
            spin();
        }
        double rate = (wakeups(rig, server) - before) * 1e9 / (System.nanoTime() - start);
        rig.tell(String.format(Locale.ROOT, "the server's threads woke up %.0f times per second", rate));
        if (rate > MOST_WAKEUPS) {
            throw rig.failure("expected the server to sleep " + when
                    + String.format(Locale.ROOT, ", but its threads woke up %.0f times per second", rate));
        }
    }

    private static long wakeups(Rig rig, Server server) {
        return server.wakeups()
                .orElseThrow(() -> rig.skip("this system does not report how often the threads of a process wake up"));
    }

    /** Returns CPU time in nanoseconds. The system reports none for a process that has ended. */
    private static long used(Rig rig, Server server, String when) {
        return server.cpu()
                .orElseThrow(() -> rig.failure("expected the server to keep running " + when + ", but it has ended"))
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
