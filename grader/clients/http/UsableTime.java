package grader.clients.http;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * A clock that runs as fast as a thread on this machine can: at full speed while there is a processor for each thread
 * that wants one, at a tenth of it while ten threads share one. It stands still while this process is stopped, or the
 * machine sleeps. What is graded is given limits of this time, so that no verdict depends on what else runs here.
 */
public final class UsableTime {

    /** Of a processor, for a thread that wants one. With less, a machine is busy. */
    public static final double QUIET = 0.5;

    private static final long TICK = 100_000_000;
    /** Of a longer time without a tick no more counts: this process did not run. */
    private static final long LONGEST_TICK = 3 * TICK;

    private record Reading(long wall, long awake, double usable, double share) {

        Reading at(long now, double newShare) {
            long passed = Math.clamp(now - wall, 0, LONGEST_TICK);
            return new Reading(now, awake + passed, usable + passed * newShare, newShare);
        }

        Reading now() {
            return at(System.nanoTime(), share);
        }
    }

    private static final DoubleSupplier SHARE = LinuxProcessors.exist() ? new LinuxProcessors() : UsableTime::probed;

    private static volatile Reading last = new Reading(System.nanoTime(), 0, 0, 1);

    static {
        Thread.ofPlatform().daemon().name("usable time").start(UsableTime::tick);
    }

    private UsableTime() {}

    /** In nanoseconds, since this class was loaded. */
    public static long nanos() {
        return (long) last.now().usable;
    }

    /** The same of a clock that only stands still. */
    public static long awakeNanos() {
        return last.now().awake;
    }

    /** Which part of a processor a thread that wants one gets at the moment: 1 is a whole one. */
    public static double share() {
        return last.share;
    }

    private static void tick() {
        while (true) {
            LockSupport.parkNanos(TICK);
            double share = Math.clamp(SHARE.getAsDouble(), 0.001, 1.0);
            last = last.at(System.nanoTime(), share);
        }
    }

    /** Where the system does not tell how many threads want a processor: what this one gets, if it computes. */
    private static double probed() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long wall = System.nanoTime();
        long used = threads.getCurrentThreadCpuTime();
        while (used >= 0 && threads.getCurrentThreadCpuTime() - used < TICK / 50) {
            Thread.onSpinWait();
        }
        return used < 0 ? 1 : (double) (threads.getCurrentThreadCpuTime() - used) / (System.nanoTime() - wall);
    }

    /** Linux counts the threads that run or want to, and what a hypervisor has taken away. */
    private static final class LinuxProcessors implements DoubleSupplier {

        private static final Path STAT = Path.of("/proc/stat");
        private static final int STEAL = 8;

        private double all;
        private double stolen;

        static boolean exist() {
            return Files.isReadable(STAT);
        }

        @Override
        public double getAsDouble() {
            try {
                return share(Files.readAllBytes(STAT));
            } catch (IOException | NumberFormatException unknown) {
                return 1;
            }
        }

        private double share(byte[] stat) {
            int processors = 0;
            int running = 1;
            double theft = 0;
            for (String line : new String(stat, StandardCharsets.US_ASCII).split("\n")) {
                if (line.startsWith("cpu ")) {
                    theft = theft(line.split(" +"));
                } else if (line.startsWith("cpu")) {
                    processors++;
                } else if (line.startsWith("procs_running ")) {
                    running = Integer.parseInt(line.substring("procs_running ".length())) - 1;      // without this one
                }
            }
            return Math.min(1, (double) Math.max(1, processors) / Math.max(1, running)) * (1 - theft);
        }

        /** Since the last look, as a part of 1. */
        private double theft(String[] fields) {
            double sum = 0;
            for (int i = 1; i <= STEAL && i < fields.length; i++) {
                sum += Long.parseLong(fields[i]);
            }
            double steal = fields.length > STEAL ? Long.parseLong(fields[STEAL]) : 0;
            double theft = sum > all ? (steal - stolen) / (sum - all) : 0;
            boolean first = all == 0;
            all = sum;
            stolen = steal;
            return first ? 0 : theft;
        }
    }
}
