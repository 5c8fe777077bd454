package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.GradingHistory;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** export and import: a learner goes on at another machine, and nothing of either one is lost. */
class CourseTransferTest {

    private static final String OWN = "labs/01-sockets/Listener.java";
    private static final String ANSWERS = "labs/.answers.json";

    @TempDir
    Path folder;

    private CourseCopy here;
    private CourseCopy there;
    private Path file;

    @BeforeEach
    void work() {
        here = new CourseCopy(folder.resolve("here"), 2);
        there = new CourseCopy(folder.resolve("there"));
        file = folder.resolve("my course.zip");
        good(here.course("open", "lab01"));
        here.append(OWN, "// mine\n");
        here.write("labs/01-sockets/Extra.java", "final class Extra {}\n");
        here.append("labs/02-accept-queue/Acceptor.java", "// mine, too\n");
        here.write(ANSWERS, "{}");
        here.write("labs/.cells/lab01/first.java", "1 + 1");
        Progress progress = Progress.load(here.course);
        progress.record(here.lab, Map.of("bind", new TaskState(15, 15, "passed")));
        progress.crux(here.lab, "It waits.");
        new GradingHistory(here.lab).add("", 15, Map.of(), "", Map.of());
    }

    private static Run good(Run run) {
        assertEquals(0, run.exitCode(), run.out() + run.err());
        return run;
    }

    private String refused() {
        Run run = there.course("import", file.toString());
        assertEquals(2, run.exitCode(), run.out());
        assertFalse(there.exists("labs/.backups"), "nothing was changed");
        return run.err().replace(file.toString(), "FILE");
    }

    @Test
    @DisplayName("all of a learner's work arrives, in another version of the course, and what was there is kept")
    void travels() {
        there.append(OWN, "// another\n");
        String another = there.read(OWN);
        there.write("labs/01-sockets/Other.java", "final class Other {}\n");
        there.write(ANSWERS, "{\"of\": \"another\"}");
        String changed = there.read("labs/01-sockets/Sockets.java");

        String said = good(here.course("export", file.toString())).out();
        assertTrue(said.startsWith("Your progress and 3 files of your labs are in "), said);
        String done = good(there.course("import", file.toString())).out();
        assertTrue(done.contains("lab01: 2 files") && done.contains("02-accept-queue is no lab of this version"), done);

        assertEquals(here.read(OWN), there.read(OWN));
        assertEquals(here.read("labs/01-sockets/Sockets.java"), there.read("labs/01-sockets/Sockets.java"));
        assertEquals("final class Extra {}\n", there.read("labs/01-sockets/Extra.java"));
        assertTrue(there.exists("labs/01-sockets/.open"));
        assertEquals("{}", there.read(ANSWERS));
        assertEquals("1 + 1", there.read("labs/.cells/lab01/first.java"));
        Progress progress = Progress.load(there.course);
        assertEquals("It waits.", progress.crux("lab01"));
        assertTrue(progress.task("lab01", "bind").orElseThrow().passed());
        assertEquals(15, new GradingHistory(there.lab).entry(1).points());

        assertFalse(there.exists("labs/01-sockets/Other.java"));
        for (String kept : new String[] {another, "final class Other {}\n", "{\"of\": \"another\"}"}) {
            assertTrue(there.isKeptSomewhere(kept), kept);
        }
        assertEquals(changed, there.read("labs/01-sockets/Sockets.java"));
    }

    @Test
    @DisplayName("a skipped lab stays skipped, and its own files come along")
    void skipped() {
        String mine = here.read(OWN);
        good(here.course("skip", "lab01"));
        good(here.course("export", file.toString()));
        good(there.course("skip", "lab01"));
        good(there.course("import", file.toString()));
        assertTrue(there.course().out().contains("skipped"));
        good(there.course("unskip", "lab01"));
        assertEquals(mine, there.read(OWN));
    }

    @Test
    @DisplayName("a file that is damaged, foreign or newer changes nothing, and an export overwrites none")
    void refuses() throws IOException {
        good(here.course("export", file.toString()));
        assertTrue(here.course("export", file.toString()).err().contains("is there already; choose another name"));
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertTrue(refused().contains("FILE is "), "cut off");
        byte[] flipped = whole.clone();
        flipped[whole.length / 3] ^= 1;
        Files.write(file, flipped);
        assertTrue(refused().contains("FILE is damaged"), "another byte");

        Files.writeString(file, "no archive");
        assertTrue(refused().contains("FILE is no export of this course; give a file that ./jbang course export"));
        zip("course.json", "{\"format\": \"inside-the-server\", \"version\": 99}");
        assertTrue(
                refused().contains("FILE was written by a newer version of the course; first ./jbang course update"));
        zip("course.json", "{\"format\": \"inside-the-server\", \"version\": 1, \"files\": {}}", "../jbang", "x");
        assertTrue(refused().contains("FILE is damaged: an export has no ../jbang"));
        zip("course.json", "{\"format\": \"inside-the-server\", \"version\": 1, \"files\": {\"" + OWN + "\": \"0\"}}");
        assertTrue(refused().contains("FILE is damaged: " + OWN + " is missing"));
        Files.delete(file);
        assertTrue(refused().contains("reading FILE"), "no file");
    }

    private void zip(String... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes());
            }
        }
    }
}
