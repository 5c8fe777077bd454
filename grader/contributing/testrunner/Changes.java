package grader.contributing.testrunner;

import grader.core.course.Course;
import grader.machine.os.Commands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a short run takes of many things that are alike, such as mutants: those whose files differ from a commit, and a
 * sample, another one for each commit. By default that commit is where this branch left `origin`'s main branch; on that
 * branch itself it is the one before.
 */
public final class Changes {

    private static final String PROPERTY = "verify.since";
    private static final boolean GIT = Commands.succeeds("git", "--version");
    private static final Changes OF_THIS_RUN = new Changes();

    private final Set<String> files;
    private final String commit;

    private Changes() {
        this.commit = git("rev-parse", "HEAD").findFirst().orElse("");
        this.files = Optional.ofNullable(System.getProperty(PROPERTY))
                .or(Changes::base)
                .map(base -> Stream.concat(git("diff", "--name-only", base),
                        git("ls-files", "--others", "--exclude-standard")))
                .orElse(Stream.empty())
                .collect(Collectors.toSet());
    }

    public static Changes ofThisRun() {
        return OF_THIS_RUN;
    }

    /** Whether `commit` is one of this repository. */
    static boolean since(String commit) {
        System.setProperty(PROPERTY, commit);
        return git("rev-parse", "--verify", "--quiet", commit + "^{commit}").findFirst().isPresent();
    }

    /** Whether a file has changed whose path from the root ends with `path`. */
    public boolean touch(String path) {
        return files.stream().anyMatch(file -> ("/" + file).endsWith("/" + path));
    }

    /** Whether a file has changed in this folder, such as `solutions/`, or in one below it. */
    public boolean below(String folder) {
        return files.stream().anyMatch(file -> file.startsWith(folder));
    }

    /** Whether what has this name is in this commit's sample. @param oneOf how many there are for each that is */
    public boolean sample(String name, int oneOf) {
        CRC32 sum = new CRC32();
        sum.update((commit + name).getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % oneOf == 0;
    }

    private static Optional<String> base() {
        Optional<String> left = git("merge-base", "HEAD", "origin/HEAD").findFirst();
        return left.equals(git("rev-parse", "HEAD").findFirst())
                ? git("rev-parse", "--verify", "--quiet", "HEAD~1").findFirst()
                : left;
    }

    /** The lines that it prints; none where there is no git, no repository, or no such commit. */
    private static Stream<String> git(String... arguments) {
        if (!GIT) {
            return Stream.empty();
        }
        List<String> command = new ArrayList<>(List.of("git", "-C", Course.here().root().toString()));
        command.addAll(List.of(arguments));
        try {
            return Commands.output(command).lines();
        } catch (Commands.Failed none) {
            return Stream.empty();
        }
    }
}
