package grader.machine.os.limits;

import grader.core.console.MachineFault;
import grader.machine.os.Output;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server's process, what it prints, and how it may be ended by others than itself.
 *
 * @param killed how many processes the kernel had ended for want of memory when this one was started
 */
public record RunningProcess(Process process, Output out, Output err, ServerWatch watch, OptionalLong killed) {

    /** Of a program that was ended with SIGKILL. */
    private static final int KILLED = 128 + 9;

    /** A process that was just started: it is watched from now on. */
    public static RunningProcess of(Process process, ServerWatch watch) {
        RunningProcess running = new RunningProcess(process, new Output(process.getInputStream(), "standard output"),
                new Output(process.getErrorStream(), "standard error"), watch, OomKills.count());
        watch.add(process, running.out, running.err);
        return running;
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
