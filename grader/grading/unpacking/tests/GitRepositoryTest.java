package grader.grading.unpacking.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.console.UserError;
import grader.core.files.Folders;
import grader.grading.submission.SubmissionRejected;
import grader.grading.unpacking.GitRepository;
import grader.grading.unpacking.UnpackLimits;
import grader.machine.os.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that learners hand in: their files come, and nothing of them runs. */
class GitRepositoryTest {

    @TempDir
    Path folder;

    private Path bare;
    private Path tree;

    @BeforeEach
    void makeRepository() throws IOException {
        assumeTrue(Commands.succeeds("git", "--version"), "there is no git here");
        bare = folder.resolve("ada.git");
        tree = Files.createDirectory(folder.resolve("tree"));
        git("init", "-q", "--bare", bare.toString());
        git("init", "-q", tree.toString());
        commit("A.java", "class A {}\n", "main");
    }

    private static void git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org"));
        command.addAll(List.of(arguments));
        assertTrue(Commands.succeeds(command.toArray(String[]::new)), command::toString);
    }

    private void commit(String file, String text, String branch) throws IOException {
        Files.writeString(tree.resolve(file), text);
        push(branch);
    }

    private void push(String branch) {
        git("-C", tree.toString(), "add", "-A");
        git("-C", tree.toString(), "commit", "-q", "-m", "a commit");
        git("-C", tree.toString(), "push", "-q", bare.toString(), "HEAD:refs/heads/" + branch);
        git("-C", bare.toString(), "symbolic-ref", "HEAD", "refs/heads/main");
    }

    private List<String> unpacked(String remote, Optional<String> ref) throws IOException {
        Path into = Files.createDirectory(folder.resolve("into"));
        new GitRepository(remote, ref).unpack(Files.createDirectory(folder.resolve("work")), "ada", into,
                UnpackLimits.USUAL);
        return Folders.filesBelow(into).stream().map(file -> into.relativize(file).toString()).toList();
    }

    @Test
    void theCommitOfItsHeadIsUnpacked() throws IOException {
        assertEquals(List.of("A.java"), unpacked(bare.toString(), Optional.empty()));
    }

    @Test
    void aBranchIsUnpacked() throws IOException {
        commit("B.java", "class B {}\n", "late");
        assertEquals(List.of("A.java", "B.java"), unpacked("file://" + bare, Optional.of("late")));
    }

    @Test
    void noFilterAndNoHookRuns() throws IOException {
        Path mark = folder.resolve("mark");
        String touch = "touch '" + mark + "'; cat";
        git("-C", bare.toString(), "config", "filter.x.smudge", touch);
        git("-C", bare.toString(), "config", "uploadpack.packObjectsHook", "touch '" + mark + "'; git pack-objects");
        Path hook = Files.createDirectories(bare.resolve("hooks")).resolve("post-checkout");
        Files.writeString(hook, "#!/bin/sh\ntouch '" + mark + "'\n");
        assertTrue(hook.toFile().setExecutable(true));
        commit(".gitattributes", "*.java filter=x\n", "main");
        assertEquals(List.of("A.java"), unpacked(bare.toString(), Optional.empty()));
        assertFalse(Files.exists(mark), "something of the repository has run");
    }

    @Test
    void aLinkIsRejected() throws IOException {
        Files.createSymbolicLink(tree.resolve("B.java"), Path.of("/etc/passwd"));
        push("main");
        SubmissionRejected rejected =
                assertThrows(SubmissionRejected.class, () -> unpacked(bare.toString(), Optional.empty()));
        assertTrue(rejected.getMessage().contains("no regular file: 'B.java'"), rejected.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "--upload-pack=x", "a:b", "+main", "a..b"})
    void aRefThatIsNotThereIsToldInOneLine(String ref) {
        UserError told = assertThrows(UserError.class, () -> unpacked(bare.toString(), Optional.of(ref)));
        assertEquals(1, told.getMessage().lines().count(), told.getMessage());
        assertTrue(told.getMessage().contains(ref), told.getMessage());
    }

    @Test
    void noCommandIsATransport() throws IOException {
        Path mark = folder.resolve("mark");
        String remote = "ext::sh -c touch% " + mark;
        assertThrows(UserError.class, () -> unpacked(remote, Optional.empty()));
        assertThrows(UserError.class, () -> {
            Folders.delete(folder.resolve("into"));
            Folders.delete(folder.resolve("work"));
            unpacked("ext://" + mark, Optional.empty());
        });
        assertFalse(Files.exists(mark));
    }
}
