package grader.machine.os;

import grader.clients.http.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is done to a server's process from outside. */
public record ProcessControl(Process process) {

    /** Sends a signal, such as `TERM`; does nothing if the process has exited. */
    public void signal(String name) {
        signal(name, process.toHandle());
    }

    private static void signal(String name, ProcessHandle to) {
        if (!to.isAlive()) {
            return;     // Its number may be another's.
        }
        try {
            ProcessBuilder kill = new ProcessBuilder("kill", "-" + name, String.valueOf(to.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            Orphans.start(kill::start).waitFor();
        } catch (IOException | InterruptedException error) {
            throw new IllegalStateException("cannot send SIG" + name + ": " + error.getMessage());
        }
    }

    /** Runs `steps` while it and its descendants are stopped. */
    public void whileSuspended(Runnable steps) {
        List<ProcessHandle> all = LinuxProcess.tree(process.toHandle());
        all.forEach(each -> signal("STOP", each));
        LinuxProcess.awaitStopped(process.toHandle());
        try {
            steps.run();
        } finally {
            all.forEach(each -> signal("CONT", each));
        }
    }

    public boolean exitsWithin(Duration limit) {
        Deadline deadline = Deadline.in(limit);
        try {
            while (deadline.allowsLook()) {
                if (process.waitFor(deadline.millis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
