package grader.core.starter.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `starters`: labs/ follows solutions/, and what a learner wrote stays. */
class StartersTest {

    private static final String OWN = "labs/01-sockets/Listener.java";
    private static final String REFERENCE = "solutions/01-sockets/Listener.java";

    private CourseCopy copy;

    @BeforeEach
    void makeCopy(@TempDir Path folder) {
        copy = new CourseCopy(folder);
    }

    @Test
    @DisplayName("a starter is the reference with a Todo for every task's body, and --check finds nothing")
    void fresh() {
        assertTrue(copy.read(OWN).contains("throw new Todo(\"bind\");"));
        assertFalse(copy.read(OWN).contains("handler.serve("));
        assertEquals(
                "// Given: nothing in this file is for you to write.\n" + copy.read("solutions/01-sockets/Flags.java"),
                copy.read("labs/01-sockets/Flags.java"));
        assertFalse(copy.exists("labs/01-sockets/tasks.yaml"));
        assertEquals(0, copy.starters("--check").exitCode());
    }

    @Test
    @DisplayName("an edited file is left alone and listed")
    void edited() {
        copy.append(OWN, "// mine\n");
        String mine = copy.read(OWN);
        Run run = copy.starters();
        assertEquals(0, run.exitCode());
        assertTrue(run.out().contains("left alone: ") && run.out().contains("Listener.java"), run.out());
        assertEquals(mine, copy.read(OWN));
    }

    @Test
    @DisplayName("--force backs an edited file up, then writes the starter")
    void force() {
        copy.append(OWN, "// mine\n");
        String mine = copy.read(OWN);
        assertEquals(0, copy.starters("--force").exitCode());
        assertFalse(copy.read(OWN).contains("// mine"));
        assertTrue(copy.isKeptSomewhere(mine));
        assertEquals(0, copy.starters("--check").exitCode());
    }

    @Test
    @DisplayName("a file as it was written last is brought up to date; other line ends are no edit")
    void outdated() {
        copy.write(OWN, copy.read(OWN).replace("\n", "\r\n"));
        copy.replace(REFERENCE, "A listening socket, for", "A socket that listens, for");
        assertEquals(1, copy.starters("--check").exitCode());
        assertEquals(0, copy.starters().exitCode());
        assertTrue(copy.read(OWN).contains("A socket that listens, for"));
        assertFalse(copy.read(OWN).replace("\r\n", "").contains("\n"));
        assertEquals(0, copy.starters("--check").exitCode());
    }

    @Test
    @DisplayName("where the starter changed under an edited file, the new one is put beside it, once")
    void changedBeneath() {
        copy.append(OWN, "// mine\n");
        String mine = copy.read(OWN);
        copy.replace(REFERENCE, "A listening socket, for", "A socket that listens, for");
        Run run = copy.starters();
        assertTrue(run.out().contains("its starter has changed: diff "), run.out());
        assertTrue(copy.isKeptSomewhere(
                mine.replace("A listening socket, for", "A socket that listens, for").replace("// mine\n", "")));
        assertEquals(mine, copy.read(OWN));
        assertFalse(copy.starters().out().contains("has changed"));
    }

    @Test
    @DisplayName("what no longer belongs is removed, unless it was edited; a learner's own files are never touched")
    void removed() {
        copy.append("labs/01-sockets/Flags.java", "// mine\n");
        copy.write("labs/01-sockets/Notes.java", "// notes\n");
        copy.delete("solutions/01-sockets/Flags.java");
        copy.delete("solutions/01-sockets/AccessLog.java");
        Run run = copy.starters();
        assertFalse(copy.exists("labs/01-sockets/AccessLog.java"));
        assertTrue(copy.read("labs/01-sockets/Flags.java").endsWith("// mine\n"));
        assertTrue(run.out().contains("no longer part of the course: "), run.out());
        assertTrue(run.out().contains("Flags.java; move what you still need, and delete it"), run.out());
        copy.starters("--force");
        assertEquals("// notes\n", copy.read("labs/01-sockets/Notes.java"));
    }

    @Test
    @DisplayName("--check names missing, edited and foreign files, and changes nothing")
    void check() {
        copy.append(OWN, "// mine\n");
        copy.delete("labs/01-sockets/RequestLine.java");
        copy.write("labs/01-sockets/Notes.java", "");
        Run run = copy.starters("--check");
        assertEquals(1, run.exitCode());
        for (String name : new String[] {"Listener.java", "RequestLine.java", "Notes.java"}) {
            assertTrue(run.out().contains("differs: ") && run.out().contains(name), run.out());
        }
        assertFalse(run.out().contains("ResponseBytes.java"), run.out());
        assertFalse(copy.exists("labs/01-sockets/RequestLine.java"));
    }

    @Test
    @DisplayName("without a manifest, or with a damaged one, nothing that differs is overwritten")
    void noManifest() {
        copy.append(OWN, "// mine\n");
        copy.write("labs/.starters", "<<<<<<< HEAD\nnonsense\n");
        copy.starters();
        assertTrue(copy.read(OWN).endsWith("// mine\n"));
        copy.delete("labs/.starters");
        copy.starters();
        assertTrue(copy.read(OWN).endsWith("// mine\n"));
    }

    @Test
    @DisplayName("where no backup can be made nothing is replaced, and one line says why")
    void noBackup() {
        copy.append(OWN, "// mine\n");
        copy.write("labs/.backups", "a file in the way");
        Run run = copy.starters("--force");
        assertEquals(2, run.exitCode());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(".backups"), run.err());
        assertTrue(copy.read(OWN).endsWith("// mine\n"));
    }

    @Test
    @DisplayName("a wrong flag is one line with the remedy and exit code 2")
    void wrongFlag() {
        Run run = copy.starters("--forse");
        assertEquals(2, run.exitCode());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("--forse") && run.err().contains("--help"), run.err());
    }
}
