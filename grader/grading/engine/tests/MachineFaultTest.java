package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Transcript;
import grader.core.console.MachineFault;
import grader.core.course.Course;
import grader.grading.server.NotStarted;
import grader.grading.server.Program;
import grader.grading.server.ServerLauncher;
import grader.machine.os.Commands;
import grader.machine.os.Processes;
import grader.proofs.testing.ToolProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that has no more of something: the reference is not graded then, and no check of it fails. */
@Tag("nightly")
class MachineFaultTest {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    /** Grades the reference in namespaces of its own, after `before` was run there; the report is `report.json`. */
    private String graded(String before) throws Exception {
        List<String> isolated = List.of("unshare", "--user", "--map-root-user", "--net", "--mount");
        assumeTrue(Commands.succeeds("unshare", "--user", "--map-root-user", "--net", "--mount", "sh", "-c",
                "ip link set lo up && " + before), "no namespace can be made here");
        String grade = ToolProcess.inShell("grader.grade")
                .replaceFirst("'-cp'",
                        "'-Djava.io.tmpdir=" + folder + "/disk' '-cp'");
        List<String> command = new ArrayList<>(isolated);
        command.addAll(List.of("sh", "-c", "ip link set lo up && " + before + " && exec " + grade
                + " lab01 --solution --report json=" + folder + "/report.json"));
        Path out = folder.resolve("out");
        Process grader = new ProcessBuilder(command).directory(Course.here().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertTrue(grader.waitFor(5, TimeUnit.MINUTES), "it does not end");
            assertEquals(2, grader.exitValue(), Files.readString(out));
            return Files.readString(out);
        } finally {
            grader.destroyForcibly();
        }
    }

    private void expectNoFailedCheck() throws Exception {
        Path report = folder.resolve("report.json");
        assertFalse(Files.exists(report) && Files.readString(report).contains("\"verdict\" : \"failed\""),
                () -> "a check has failed");
    }

    @Test
    void aFullDiskIsNoMistakeOfTheSources() throws Exception {
        Files.createDirectory(folder.resolve("disk"));
        String said = graded("mount -t tmpfs -o size=24k none " + folder + "/disk");
        assertTrue(said.contains("No space left on device"), said);
        expectNoFailedCheck();
    }

    @Test
    void withoutAFreePortNoCheckFails() throws Exception {
        Files.createDirectory(folder.resolve("disk"));
        graded("echo '50000 50001' > /proc/sys/net/ipv4/ip_local_port_range");
        expectNoFailedCheck();
    }

    @Test
    void aServerThatGetsNoMemoryHasNotFailed() {
        assumeTrue(Commands.succeeds("prlimit", "--version"), "there is no prlimit here");
        List<String> java = List.of("prlimit", "--as=300000000", "--", JAVA);
        MachineFault fault = assertThrows(MachineFault.class, () -> start(new Program.Classes(java,
                List.of(folder), "Nothing", "")));
        assertTrue(fault.getMessage().contains("by this machine's fault: a server got no memory"), fault.getMessage());
    }

    @Test
    void aServerThatDoesNotStartWithMemoryHasFailed() {
        assertThrows(NotStarted.class, () -> start(new Program.Classes(List.of(JAVA), List.of(folder), "Nothing", "")));
    }

    private void start(Program program) {
        try (Processes processes = new Processes()) {
            new ServerLauncher(program, folder, processes).start(new Transcript(), List.of());
        }
    }
}
