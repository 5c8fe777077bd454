package grader.grading.unpacking;

import grader.core.console.UserError;
import grader.machine.os.Isolation;
import grader.machine.os.Output;
import grader.machine.os.ProcessTree;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One commit of a repository, fetched without its history and never checked out: `git archive` writes it as tar, which
 * is unpacked as any other. So no hook, no filter, no submodule and no link of the repository has a part in it.
 *
 * @param remote a URL, or a path to a repository
 * @param ref a branch, a tag or the whole name of a commit; empty: the remote's HEAD
 */
public record GitRepository(String remote, Optional<String> ref) {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String REF = "[A-Za-z0-9_][A-Za-z0-9._/@-]*";

    /** No configuration of the system or the user has a part in it; the user's ssh still finds its keys. */
    private static final Map<String, String> ENVIRONMENT = Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_TERMINAL_PROMPT",
            "0", "GIT_ASKPASS", "true", "GIT_NO_LAZY_FETCH", "1", "GIT_SSH_COMMAND", "ssh -oBatchMode=yes", "LC_ALL",
            "C");

    /** The processes at the other end of a path read it, too. A repository may belong to another user. */
    private static final String OPTIONS = """
            [protocol]
              allow = never
            [protocol "https"]
              allow = always
            [protocol "http"]
              allow = always
            [protocol "ssh"]
              allow = always
            [protocol "git"]
              allow = always
            [protocol "file"]
              allow = always
            [core]
              hooksPath = /dev/null
              fsmonitor = false
            [safe]
              directory = *
            [gc]
              auto = 0
            """;

    /**
     * Unpacks the commit into the empty folder `folder`.
     *
     * @param work an empty folder for the repository
     * @param shown the repository as messages name it
     * @throws UserError if it cannot be fetched: that may be the network's fault
     */
    public void unpack(Path work, String shown, Path folder, UnpackLimits limits) {
        if (ref.isPresent() && (!ref.get().matches(REF) || ref.get().contains(".."))) {
            throw new UserError(shown + ": '" + ref.get() + "' is no name of a branch, tag or commit",
                    "write it as REPOSITORY#NAME");
        }
        writeOptions(work);
        git(work, shown, "init", "--quiet", "--bare", "--template=");
        git(work, shown, "fetch", "--quiet", "--depth", "1", "--no-tags", "--no-recurse-submodules",
                "--no-auto-maintenance", "--", place(), ref.orElse("HEAD"));
        archive(work, shown, folder, limits);
    }

    /** A path is made absolute: git runs elsewhere, and a name that begins with a hyphen is no option then. */
    private String place() {
        return isUrl(remote) ? remote : Path.of(remote).toAbsolutePath().toString();
    }

    /** Whether it names a repository elsewhere: by a URL, or as ssh does, `git@host:path`. */
    public static boolean isUrl(String text) {
        return text.matches("[a-z][a-z0-9+.-]*://.*") || text.matches("[\\w.-]+@[\\w.-]+:[^:].*");
    }

    private void archive(Path work, String shown, Path folder, UnpackLimits limits) {
        Process process = start(work, shown, "archive", "--format=tar", "FETCH_HEAD");
        try (ShutdownHook _ = new ShutdownHook(process::destroyForcibly)) {
            Output errors = new Output(process.getErrorStream(), "git");
            Unpacking.untar(process.getInputStream(), shown, folder, limits);
            end(process, errors, shown);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void git(Path work, String shown, String... arguments) {
        Process process = start(work, shown, arguments);
        try (ShutdownHook _ = new ShutdownHook(process::destroyForcibly)) {
            new Output(process.getInputStream(), "git");
            end(process, new Output(process.getErrorStream(), "git"), shown);
        } finally {
            ProcessTree.below(process.toHandle()).forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void writeOptions(Path work) {
        try {
            Files.writeString(work.resolve("options"), OPTIONS);
        } catch (IOException error) {
            throw UserError.of(error, "writing the options of git");
        }
    }

    private static Process start(Path work, String shown, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "--git-dir=" + work.toAbsolutePath().resolve("repository")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(Isolation.around(command));
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().put("GIT_CONFIG_GLOBAL", work.toAbsolutePath().resolve("options").toString());
        builder.redirectInput(Path.of("/dev/null").toFile());
        try {
            return builder.start();
        } catch (IOException error) {
            throw new UserError("fetching " + shown + " failed: git does not start", "install git");
        }
    }

    private static void end(Process process, Output errors, String shown) {
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UserError("fetching " + shown + " failed: it was not done after " + LIMIT.toSeconds() + " s",
                        "try again, or hand it in as an archive");
            }
            if (process.exitValue() != 0) {
                String said = String.join(" ", errors.whole(Duration.ofSeconds(1)));
                throw new UserError("fetching " + shown + " failed: " + UnpackedFolder.shown(said),
                        "check the address and the name after #, and that git can read it without a password");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UserError("fetching " + shown + " was interrupted", "start it again");
        }
    }

    /** Whether a folder is a bare repository. */
    public static boolean isBare(Path folder) {
        return Files.isRegularFile(folder.resolve("HEAD")) && Files.isDirectory(folder.resolve("objects"))
                && Files.isDirectory(folder.resolve("refs"));
    }
}
