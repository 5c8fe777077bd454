package grader.machine.os.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.machine.os.LinuxProcess;
import grader.machine.os.Processes;
import grader.machine.os.limits.RunningProcess;
import grader.machine.os.limits.ServerWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that uses too much of the machine is ended, with the reason; others go on. */
class ServerWatchTest {

    private static final int MOST_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void endlessOutputIsTooMuch() throws Exception {
        assertEnded("yes", "it had written \\d+ million characters, and the limit is 16 million");
    }

    @Test
    void aHundredProcessesAreTooMany() throws Exception {
        assumeTrue(LinuxProcess.tells(), "only Linux tells");
        assertEnded("for i in $(seq 120); do sleep 600 & done; wait", "it had 1\\d\\d processes, and the limit is 100");
    }

    @Test
    void manyFilesAreTooMuch() throws Exception {
        assertEnded("for i in 1 2 3 4 5 6; do truncate -s 100M file$i; done; sleep 600",
                "it had written files of 600 MiB, and the limit is 512 MiB");
    }

    private void assertEnded(String script, String reason) throws IOException, InterruptedException {
        try (Processes processes = new Processes()) {
            ServerWatch watch = new ServerWatch(processes, folder);
            RunningProcess modest = start(processes, watch, "sleep 600");
            RunningProcess running = start(processes, watch, script);
            assertTrue(running.process().waitFor(MOST_SECONDS, TimeUnit.SECONDS), "it was not ended");
            String told = running.overLimit().orElse("no reason");
            assertTrue(told.matches(reason), told);
            assertTrue(modest.overLimit().isEmpty() || told.contains("files"), "the other one was ended, too");
            assertEquals(Optional.empty(), running.outOfMemory());
        }
    }

    private RunningProcess start(Processes processes, ServerWatch watch, String script) throws IOException {
        return RunningProcess.of(
                processes.start(new ProcessBuilder("sh", "-c", script).directory(folder.toFile())), watch);
    }
}
