package grader.machine.os.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.machine.os.LinuxProcess;
import grader.machine.os.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that has ended leaves its number to another one, and nothing of that is its own. */
class ReusedNumberTest {

    /** The kernel gives the next process the number after this one, where it lets itself be told. */
    private static final Path LAST_NUMBER = Path.of("/proc/sys/kernel/ns_last_pid");
    private static final int ATTEMPTS = 200;
    /** The kernel says when a process began in hundredths of a second: two that began in the same look like one. */
    private static final Duration TICKS = Duration.ofMillis(30);

    @Test
    void killSparesTheOther() throws IOException, InterruptedException {
        try (Processes processes = new Processes()) {
            Process ended = processes.start(new ProcessBuilder("true"));
            ended.waitFor();
            long end = System.nanoTime();
            Await.comesTrue(Limits.PATIENCE, () -> System.nanoTime() - end > TICKS.toNanos());
            Process other = withNumber(ended.pid());
            try {
                assertTrue(Await.comesTrue(Limits.PATIENCE, () -> other.children().count() == 1), "it has a child");
                ProcessHandle child = other.children().findFirst().orElseThrow();
                processes.kill(ended);
                assertEquals(List.of(ended.toHandle()), LinuxProcess.tree(ended.toHandle()));
                other.destroyForcibly().waitFor();
                assertTrue(child.isAlive(), "the child has ended");
                child.destroyForcibly();
            } finally {
                other.destroyForcibly();
            }
        }
    }

    private static Process withNumber(long number) throws IOException, InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                Files.writeString(LAST_NUMBER, String.valueOf(number - 1));
            } catch (IOException forbidden) {
                return abort("only root may choose the number of a process, on Linux");
            }
            Process process = new ProcessBuilder("sh", "-c", "sleep 600 & wait").start();
            if (process.pid() == number) {
                return process;
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return abort("others have taken the number each time");
    }
}
