package grader.machine.os.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.machine.os.LinuxProcess;
import grader.proofs.testing.ToolProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that has left its session and its environment, and lost its parent, is found and ended. What the program
 * has started itself is not, whatever else of it ends.
 */
class OrphansTest {

    @TempDir
    private Path folder;

    @Test
    void comeBackAndAreEnded() throws Exception {
        assumeTrue(LinuxProcess.tells(), "only Linux has them adopted");
        try (ToolProcess program = new ToolProcess(folder, AdoptingProgram.class.getName(), "600")) {
            assertEquals(0, program.exitCode(), program.said());
            assertEquals("left: 1\nleft after that: 0\nthe server lives: true\n",
                    program.said().replaceFirst("Picked up .*\n", ""));
        }
    }
}
