package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.clients.http.Transcript;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.Change;
import grader.grading.server.ExitedProcess;
import grader.grading.server.Program;
import grader.grading.server.Server;
import grader.grading.server.ServerLauncher;
import grader.grading.submission.BaseClasses;
import grader.grading.submission.Submission;
import grader.machine.os.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Servers of a lab's reference, with or without changes, for tests that look at it from outside. It is compiled for the
 * first of them.
 */
public final class ReferenceServers implements AutoCloseable {

    private final Processes processes = new Processes();
    private final Lab lab;
    private final List<Change> changes;
    private final Path folder;
    private Program.Classes program;        // null: not compiled yet
    private ServerLauncher launcher;

    /** @param name of the lab, such as `lab09` */
    public ReferenceServers(String name, Change... changes) {
        this.lab = Course.here().lab(name);
        this.changes = List.of(changes);
        try {
            folder = Files.createTempDirectory("inside-the-server-reference-");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** A folder for what a test writes, which is deleted at the end. */
    public Path folder() {
        return folder;
    }

    private synchronized void compile() {
        if (program != null) {
            return;
        }
        try {
            Submission reference = Submission.stage(lab, Lab::reference);
            Submission changed = reference;
            for (Change change : changes) {
                changed = changed.with(change);
            }
            Path classes = Files.createDirectory(folder.resolve("classes"));
            assertEquals(Optional.empty(), BaseClasses.compile(reference, changed, classes));
            program = Program.Classes.of(lab, BaseClasses.of(reference).with(classes, classes), "the reference",
                    ignored -> {});
            launcher = new ServerLauncher(program, Files.createDirectory(folder.resolve("servers")), processes);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Returns the words of the command that starts a server with these flags. */
    public List<String> words(String... flags) {
        compile();
        return program.command(List.of(flags));
    }

    /** The same as a line of a shell, and as JBang runs it: with a whole JDK, which takes agents. */
    public String asJBang(String... flags) {
        List<String> words = new ArrayList<>(words(flags));
        words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.removeIf(word -> word.startsWith("-XX:SharedArchiveFile"));
        return quoted(words);
    }

    /** Returns the command that starts a server with these flags, and more after them. */
    Program.Command command(String... flags) {
        return new Program.Command(quoted(words(flags)));
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").collect(Collectors.joining(" "));
    }

    /** Starts a server on a free port. */
    public Server start(String... flags) {
        return start(Map.of(), flags);
    }

    /** Starts a server on a free port, with these environment variables. */
    public Server start(Map<String, String> variables, String... flags) {
        List<String> all = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0"));
        all.addAll(List.of(flags));
        return with(variables).start(new Transcript(), all);
    }

    /** Runs a server that ends by itself, with these environment variables. */
    ExitedProcess runToEnd(Map<String, String> variables, String... flags) {
        return with(variables).runToEnd(new Transcript(), List.of(flags));
    }

    private ServerLauncher with(Map<String, String> variables) {
        compile();
        ServerLauncher with = launcher;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            with = with.with(variable.getKey(), variable.getValue());
        }
        return with;
    }

    @Override
    public void close() {
        processes.close();
        Folders.delete(folder);
    }
}
