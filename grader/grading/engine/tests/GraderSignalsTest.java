package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Await;
import grader.core.course.Course;
import grader.proofs.testing.ToolProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grader that is ended in the middle, as a process: what it started ends with it. */
@Tag("nightly")
class GraderSignalsTest {

    @TempDir
    Path folder;

    @Test
    void ctrlCLeavesNothingBehind() throws Exception {
        assertEquals(130, endedBy("INT"));
    }

    @Test
    void sigtermLeavesNothingBehind() throws Exception {
        assertEquals(143, endedBy("TERM"));
    }

    @Test
    void evenAKilledGraderLeavesNoServer() throws Exception {
        assumeTrue(works("setpriv", "--pdeathsig", "KILL", "true"), "there is no setpriv --pdeathsig here");
        assertEquals(137, endedBy("KILL"));
    }

    /** Grades a server that never listens, and sends the grader a signal as soon as that server runs. */
    private int endedBy(String signal) throws Exception {
        String seconds = "8" + ThreadLocalRandom.current().nextLong(100_000, 999_999);
        assumeTrue(works("env", "--default-signal=INT", "true"), "there is no env --default-signal here");
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM",
                "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + folder));
        command.addAll(ToolProcess.command("grader.grade", "lab01", "--only", "listens", "--command",
                "sleep " + seconds + " #"));
        Process grader = new ProcessBuilder(command)
                .directory(Course.here().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            assertTrue(comesTrue(() -> sleeps(seconds) || !grader.isAlive()) && grader.isAlive(),
                    "the server was never started");
            new ProcessBuilder("kill", "-" + signal, String.valueOf(grader.pid())).start().waitFor();
            int code = grader.waitFor();
            assertTrue(comesTrue(() -> !sleeps(seconds)), "the server still runs");
            return code;
        } finally {
            grader.destroyForcibly();
        }
    }

    private static boolean sleeps(String seconds) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().command().filter(command -> command.endsWith("sleep")).isPresent()
                        && process.info()
                                .arguments()
                                .filter(arguments -> List.of(arguments).contains(seconds))
                                .isPresent());
    }

    private static boolean comesTrue(BooleanSupplier condition) {
        return Await.comesTrue(Duration.ofSeconds(60), condition);
    }

    private static boolean works(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
