package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `course update`, between two real git repositories: the course's and a learner's clone of it. */
class CourseUpdateTest {

    private static final String OWN = "labs/01-sockets/Listener.java";
    private static final String REFERENCE = "solutions/01-sockets/Listener.java";

    private CourseCopy upstream;
    private CourseCopy learner;

    @BeforeEach
    void cloneTheCourse(@TempDir Path folder) throws IOException {
        Path there = Files.createDirectory(folder.resolve("upstream"));
        upstream = new CourseCopy(there);
        upstream.write(".gitignore", "/labs/.backups/\n");
        upstream.write("README.md", "first\n");
        upstream.write("old.txt", "old\n");
        git(there, "init", "--quiet", "--initial-branch=main");
        commit(upstream, "first version");
        git(folder, "clone", "--quiet", "upstream", "learner");
        learner = new CourseCopy(folder.resolve("learner"));
    }

    private static void commit(CourseCopy copy, String subject) {
        git(copy.root, "add", "--all");
        git(copy.root, "commit", "--quiet", "--message", subject);
    }

    private static void git(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString(), "-c", "user.name=Test",
                "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", "-c",
                "core.hooksPath=.no-hooks"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), command + ": " + said);
        } catch (IOException | InterruptedException error) {
            throw new AssertionError(error);
        }
    }

    /** A second version: a file changed, one gone, one new, and a new starter. */
    private void publish() {
        upstream.write("README.md", "second\n");
        upstream.write("docs/new.txt", "new\n");
        upstream.delete("old.txt");
        upstream.replace(REFERENCE, "A listening socket, for", "A socket that listens, for");
        upstream.starters();
        commit(upstream, "second version");
    }

    private void good(Run run) {
        assertEquals(0, run.exitCode(), run.out() + run.err());
    }

    @Test
    @DisplayName("takes what is new outside labs/, renews the starters, and leaves git's index alone")
    void takes() {
        publish();
        learner.write("notes.txt", "mine\n");
        Run run = learner.course("update");
        good(run);
        assertTrue(run.out().contains("second version"), run.out());
        assertEquals("second\n", learner.read("README.md"));
        assertEquals("new\n", learner.read("docs/new.txt"));
        assertFalse(learner.exists("old.txt"));
        assertEquals("mine\n", learner.read("notes.txt"));
        assertTrue(learner.read(OWN).contains("A socket that listens, for"));
        assertEquals(0, learner.starters("--check").exitCode());
        git(learner.root, "diff", "--cached", "--quiet");
        Run again = learner.course("update");
        good(again);
        assertTrue(again.out().contains("already") && again.out().contains("0 files written"), again.out());
    }

    @Test
    @DisplayName("an edited lab file gets what has changed in its starter, committed or not; what it was is kept")
    void editedLabs() {
        publish();
        learner.append(OWN, "// mine\n");
        learner.write(OWN, learner.read(OWN).replace("\n", "\r\n"));
        String mine = learner.read(OWN);
        commit(learner, "my work");
        learner.append("labs/01-sockets/ResponseBytes.java", "// mine, too\n");
        Run run = learner.course("update");
        good(run);
        assertEquals(mine.replace("A listening socket, for", "A socket that listens, for"), learner.read(OWN));
        assertTrue(run.out().contains("it has both now: "), run.out());
        assertTrue(learner.isKeptSomewhere(mine));
        assertTrue(learner.read("labs/01-sockets/ResponseBytes.java").endsWith("// mine, too\n"));
    }

    @Test
    @DisplayName("a lab file that was edited where its starter has changed stays; the new starter is put beside it")
    void sameLines() {
        publish();
        learner.replace(OWN, "A listening socket, for", "My socket, for");
        String mine = learner.read(OWN);
        Run run = learner.course("update");
        good(run);
        assertEquals(mine, learner.read(OWN));
        assertTrue(run.out().contains("its starter has changed: diff"), run.out());
        assertTrue(learner.isKeptSomewhere(upstream.read(OWN)));
    }

    @Test
    @DisplayName("changes outside labs/ stop it before anything is touched; --force backs them up")
    void changedOutside() {
        publish();
        learner.write("README.md", "my own words\n");
        learner.write("docs/new.txt", "mine, and never committed\n");
        commit(learner, "my README");
        Run run = learner.course("update");
        assertEquals(2, run.exitCode());
        assertTrue(
                run.err().contains("README.md") && run.err().contains("docs/new.txt") && run.err().contains("--force"),
                run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(learner.exists("old.txt"));
        assertEquals("my own words\n", learner.read("README.md"));
        good(learner.course("update", "--force"));
        assertEquals("second\n", learner.read("README.md"));
        assertTrue(learner.isKeptSomewhere("my own words\n") && learner.isKeptSomewhere("mine, and never committed\n"));
    }

    @Test
    @DisplayName("an update that was not committed does not look like the learner's change at the next one")
    void twoVersions() {
        publish();
        good(learner.course("update"));
        upstream.write("README.md", "third\n");
        commit(upstream, "third version");
        good(learner.course("update"));
        assertEquals("third\n", learner.read("README.md"));
    }

    @Test
    @DisplayName("a file that left the course but was changed stays")
    void leftButChanged() {
        publish();
        learner.write("old.txt", "old, and mine\n");
        Run run = learner.course("update");
        good(run);
        assertTrue(run.out().contains("left alone: old.txt"), run.out());
        assertEquals("old, and mine\n", learner.read("old.txt"));
    }

    @Test
    @DisplayName("a remote upstream goes before origin; --from names a folder, --at a version")
    void remotes() {
        publish();
        git(upstream.root, "tag", "v2");
        upstream.write("README.md", "third\n");
        commit(upstream, "third version");
        git(learner.root, "remote", "add", "upstream", upstream.root.resolve("missing").toString());
        Run missing = learner.course("update");
        assertEquals(2, missing.exitCode());
        assertTrue(missing.err().contains("upstream") && missing.err().lines().count() == 1, missing.err());
        good(learner.course("update", "--from", upstream.root.toString(), "--at", "v2"));
        assertEquals("second\n", learner.read("README.md"));
    }

    @Test
    @DisplayName("what is no git checkout is told with the remedy")
    void noGit(@TempDir Path folder) {
        Run run = new CourseCopy(folder).course("update");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("not a git checkout") && run.err().contains("clone"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }
}
