package grader.os.limits;

import grader.console.MachineFault;
import grader.os.LinuxProcess;
import grader.os.Output;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A server's process, what it prints, and how it may be ended by others than itself.
 *
 * @param killed how many processes the kernel had ended for want of memory when this one was started
 */
public record RunningProcess(Process process, Output out, Output err, ServerWatch watch, OptionalLong killed) {

    /** A machine with so many times as much to do as it has processors still gives each process its time. */
    private static final int SHARE = 3;
    /** Of a program that was ended with SIGKILL. */
    private static final int KILLED = 128 + 9;

    /** A process that was just started: it is watched from now on. */
    public static RunningProcess of(Process process, ServerWatch watch) {
        RunningProcess running = new RunningProcess(process, new Output(process.getInputStream(), "standard output"),
                new Output(process.getErrorStream(), "standard error"), watch, OomKills.count());
        watch.add(process, running.out, running.err);
        return running;
    }

    /**
     * Waits for a line on standard output; empty if the output ends or the time is over before. Time for which the
     * process has waited for a processor since its start does not count, up to {@link #SHARE} times the limit.
     */
    public Optional<String> await(Predicate<String> fits, Duration limit) {
        Optional<String> line = out.await(fits, limit);
        long most = limit.multipliedBy(SHARE).toNanos();
        long given = 0;
        for (long waited; line.isEmpty() && (waited = Math.min(waited(), most)) > given; given = waited) {
            line = out.await(fits, Duration.ofNanos(waited - given));
        }
        return line;
    }

    /** In nanoseconds. */
    private long waited() {
        return LinuxProcess.waitedForProcessor(process.toHandle()).toNanos();
    }

    /** Why the grader has ended it, as `it used …`: it was too much for the machine. Empty if that is not so. */
    public Optional<String> overLimit() {
        return watch.reason(process);
    }

    /**
     * Whether the kernel has ended it because memory ran out. The exit code alone does not say that: a submission can
     * choose it. So the kernel's own count has to have grown, too.
     */
    public Optional<MachineFault> outOfMemory() {
        return !process.isAlive() && process.exitValue() == KILLED && overLimit().isEmpty()
                && OomKills.count().orElse(0) > killed.orElse(0)
                        ? Optional.of(new MachineFault("memory ran out, and the kernel ended a server"))
                        : Optional.empty();
    }
}
