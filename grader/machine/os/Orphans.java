package grader.machine.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes whose parents have ended. On Linux they become children of this process, if it asks for them
 * (PR_SET_CHILD_SUBREAPER, prctl(2)): however a process has left its session, its group and its environment, it is
 * found.
 *
 * <p>Only for programs that grade one submission at a time and do nothing else: children that they have not started
 * themselves ({@link #start}) are taken for the submission's.
 */
public final class Orphans {

    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int WNOHANG = 1;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** The program's own children. Its lock is held from the start of one until it is here. */
    private static final Set<ProcessHandle> KEPT = ConcurrentHashMap.newKeySet();

    private static volatile boolean adopted;

    /** Loaded where it is needed. */
    private static final class Wait {
        static final MethodHandle PID = LibC.function("waitpid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    }

    private Orphans() {}

    /** From now on they become children of this process, where the system can do that. */
    public static void adopt() {
        if (System.getProperty("os.name").equals("Linux")) {
            try {
                MethodHandle prctl = LibC.variadic("prctl", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                        JAVA_LONG);
                adopted = (int) prctl.invokeExact(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L) == 0;
            } catch (Throwable forbidden) {     // what a method handle may throw
                adopted = false;
            }
        }
    }

    /** What starts a process. */
    public interface Starting {
        Process start() throws IOException;
    }

    /** Starts a child of the program's own, which is no orphan. */
    public static Process start(Starting starting) throws IOException {
        synchronized (KEPT) {
            Process own = starting.start();
            keep(own.toHandle());
            return own;
        }
    }

    /** From now on this child is taken for the program's own, and not for an orphan. */
    public static void keep(ProcessHandle own) {
        KEPT.removeIf(each -> !each.isAlive());
        KEPT.add(own);
    }

    /**
     * Ends all children of this process but its own, and then the children that those leave, until there are no more.
     * Does nothing unless {@link #adopt} has succeeded.
     */
    public static void end() {
        synchronized (KEPT) {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            for (List<ProcessHandle> left = left(); !left.isEmpty() && System.nanoTime() - deadline < 0; left =
                    left()) {
                left.forEach(ProcessHandle::destroyForcibly);
                LockSupport.parkNanos(1_000_000);
                left.forEach(Orphans::reap);
            }
        }
    }

    /** The children of this process but its own; none unless {@link #adopt} has succeeded. */
    public static List<ProcessHandle> left() {
        synchronized (KEPT) {
            return adopted ? ProcessHandle.current().children().filter(child -> !KEPT.contains(child)).toList()
                    : List.of();
        }
    }

    /** The JDK waits for those that it has started itself; the others would stay as zombies. */
    private static void reap(ProcessHandle ended) {
        try {
            int _ = (int) Wait.PID.invokeExact((int) ended.pid(), MemorySegment.NULL, WNOHANG);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
