package grader.machine.os.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.machine.os.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is below a process, whichever of its threads has started it. */
class ProcessTreeTest {

    private static final String FORKS = """
            public class Forks {
                public static void main(String[] args) throws Exception {
                    Thread other = new Thread(() -> {
                        try {
                            new ProcessBuilder("sh", "-c", "sleep 600 & wait").start();
                            Thread.sleep(600_000);
                        } catch (Exception failure) {
                            throw new IllegalStateException(failure);
                        }
                    });
                    other.start();
                    other.join();
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("a child of a thread that is not the first, and its own child, are below a program")
    void below() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Forks.java"), FORKS);
        Process program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(), source.toString()).start();
        try {
            assertTrue(Await.comesTrue(Limits.PATIENCE, () -> program.descendants().count() == 2), "two are below it");
            assertEquals(Set.copyOf(program.descendants().toList()),
                    Set.copyOf(ProcessTree.below(program.toHandle())));
        } finally {
            ProcessTree.below(program.toHandle()).forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly().waitFor();
        }
        assertEquals(0, ProcessTree.below(program.toHandle()).size());
    }
}
