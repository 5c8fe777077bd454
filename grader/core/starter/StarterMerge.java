package grader.core.starter;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Manifest;
import grader.core.files.Folders;
import grader.core.files.Git;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Merges what has changed in a starter into the file that a learner has made of it. */
final class StarterMerge {

    private static final String MOST_COMMITS = "500";

    private StarterMerge() {}

    /**
     * Returns the learner's text, with lines that end in `\n`, and in it all that differs between the old starter and
     * the new one. Returns nothing if both have changed the same lines, if the file is not UTF-8, or if the history of
     * the checkout does not have the old starter.
     *
     * @param last the fingerprint of the old starter
     * @param fresh the new starter
     */
    static Optional<String> merge(Course course, Path file, String last, String fresh) {
        Git git = new Git(course.root());
        try {
            String path = course.root().relativize(file).toString().replace('\\', '/');
            Optional<String> old = old(git, path, last);
            return old.isEmpty() ? old : merge(git, Files.readString(file).replace("\r\n", "\n"), old.get(), fresh);
        } catch (CharacterCodingException | UserError noTextOrNoGit) {
            return Optional.empty();
        } catch (IOException error) {
            throw UserError.of(error, "merging the new starter of " + file.getFileName());
        }
    }

    private static Optional<String> old(Git git, String path, String last) {
        return git.ask("", "log", "--all", "--format=%H", "--max-count", MOST_COMMITS, "--", path)
                .out()
                .lines()
                .map(commit -> git.ask("", "show", commit + ":./" + path))
                .filter(answer -> answer.isGood() && Manifest.fingerprintOf(answer.out()).equals(last))
                .map(answer -> answer.out().replace("\r\n", "\n"))
                .findFirst();
    }

    private static Optional<String> merge(Git git, String mine, String old, String fresh) throws IOException {
        Path folder = Files.createTempDirectory("merge");
        try {
            Path ours = Files.writeString(folder.resolve("yours"), mine);
            Path base = Files.writeString(folder.resolve("old"), old);
            Path theirs = Files.writeString(folder.resolve("new"), fresh);
            Git.Answer answer = git.ask("", "merge-file", "--quiet", "--stdout", ours.toString(), base.toString(),
                    theirs.toString());
            return answer.isGood() ? Optional.of(answer.out()) : Optional.empty();
        } finally {
            Folders.delete(folder);
        }
    }
}
