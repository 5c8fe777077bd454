package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import docs.studio.process.BoundFolder;
import docs.studio.process.BoundProcess;
import grader.machine.os.Commands;
import grader.proofs.testing.ToolProcess;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that must not outlive the studio, however the studio ends. */
class StudioProcessTest {

    @TempDir
    Path folder;

    /** In place of the studio. It says which processes there are, and waits to be killed. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            BoundProcess process =
                    BoundProcess.start(List.of("sh", "-c", "sleep 602 & echo $$ $!; wait"), Path.of("."));
            System.out.println(process.process().inputReader().readLine() + " " + process.process().pid() + " "
                    + BoundFolder.make("bound-").path());
            System.in.read();
        }
    }

    /** `timeout`, a terminal and CI signal a program's group, with the shells that it has started. */
    @ParameterizedTest
    @CsvSource({"KILL, ''", "KILL, -", "TERM, -"})
    @DisplayName("after its parent is killed, alone or with its group, nothing is left of it, nor of a bound folder")
    void killed(String signal, String group) throws Exception {
        assumeTrue(group.isEmpty() || Files.isExecutable(Path.of("/usr/bin/setsid")), "there are no sessions here");
        List<String> command = new ArrayList<>(group.isEmpty() ? List.of() : List.of("/usr/bin/setsid"));
        command.addAll(ToolProcess.command(Parent.class.getName()));
        Process parent = new ProcessBuilder(command).start();
        try {
            List<String> said = List.of(parent.inputReader().readLine().split(" "));
            List<ProcessHandle> all = said.subList(0, 3)
                    .stream()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                    .toList();
            assertEquals(3, all.size());
            Commands.output(List.of("kill", "-s", signal, "--", group + parent.pid()));
            Wrapper.await("all are gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
            Wrapper.await("the folder is gone", () -> !Files.exists(Path.of(said.getLast())));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    @DisplayName("its exit code and its output are those of the program, and no helper is left")
    void ends() throws IOException, InterruptedException {
        BoundProcess process = BoundProcess.start(List.of("sh", "-c", "pwd; cat; echo bad >&2; exit 9"), folder);
        String said = new String(process.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(folder.toRealPath() + "\nbad\n", said);
        assertEquals(9, process.process().waitFor());
        assertTrue(process.process().descendants().findAny().isEmpty());
        process.end();
    }

    @Test
    @DisplayName("what it has started ends with it, also where it ends by itself")
    void leavesNothing() throws Exception {
        Path pid = folder.resolve("pid");
        BoundProcess process = BoundProcess.start(
                List.of("sh", "-c", "sleep 603 >/dev/null 2>&1 & echo $! >pid; exit 0"), folder);
        assertEquals(0, process.process().waitFor());
        long child = Long.parseLong(Files.readString(pid).strip());
        Wrapper.await("its child ended", () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }
}
