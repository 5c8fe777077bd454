package grader.os;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is done to a server's process from outside. */
public record ProcessControl(Process process) {

    /** Sends a signal, such as `TERM`; one that has ended meanwhile gets none. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, pid()).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException error) {
            throw new IllegalStateException("cannot send SIG" + name + ": " + error.getMessage());
        }
    }

    /** Runs `steps` while it is stopped. */
    public void held(Runnable steps) {
        signal("STOP");
        LinuxProcess.awaitStopped(process.pid());
        try {
            steps.run();
        } finally {
            signal("CONT");
        }
    }

    /** Lowers the number of descriptors that it may have open; false where there is no tool for that. */
    public boolean limitDescriptors(int most) {
        return Commands.succeeds("prlimit", "--pid", pid(), "--nofile=" + most + ":");
    }

    public boolean exitsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String pid() {
        return String.valueOf(process.pid());
    }
}
