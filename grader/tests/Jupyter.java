package grader.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.lab.Course;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Jupyter without a browser, with a home of its own, and the kernel in it that the course installs for its notebooks. */
final class Jupyter {

    private static final int PATIENCE_SECONDS = 300;

    private final Path command;
    private final Path home;

    /** Where the command is that can run notebooks, if there is one. */
    static Optional<Path> command() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, "jupyter-nbconvert"))
                .filter(Files::isExecutable).findFirst();
    }

    /** @param home an empty folder, for all that it writes */
    Jupyter(Path command, Path home) throws IOException, InterruptedException {
        this.command = command;
        this.home = home;
        run(List.of(Course.here().root().resolve("jbang").toString(), "docs/site/jupyter/kernel.java"), Course.here().root());
        assertTrue(Files.isRegularFile(home.resolve("data/kernels/inside-the-server/kernel.json")), "the kernel is known");
    }

    /** Runs all cells of a notebook, in its folder. Errors do not end it. */
    JsonNode run(Path notebook) throws IOException, InterruptedException {
        run(List.of(command.toString(), "--execute", "--allow-errors", "--to", "notebook", "--output", "done.ipynb",
                notebook.getFileName().toString()), notebook.getParent());
        return new ObjectMapper().readTree(Files.readString(notebook.resolveSibling("done.ipynb")));
    }

    private void run(List<String> words, Path folder) throws IOException, InterruptedException {
        Path said = Files.createTempFile(home, "said", ".txt");
        ProcessBuilder start = new ProcessBuilder(words).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(said.toFile());
        String real = System.getProperty("user.home");
        start.environment().putIfAbsent("JBANG_DIR", real + "/.jbang");
        start.environment().putIfAbsent("JBANG_REPO", real + "/.m2/repository");
        start.environment().put("HOME", home.toString());
        start.environment().put("TMPDIR", home.toString());
        start.environment().put("JAVA_HOME", System.getProperty("java.home"));
        for (String part : List.of("data", "config", "runtime")) {
            start.environment().put("JUPYTER_" + part.toUpperCase() + "_DIR", home.resolve(part).toString());
        }
        Process process = start.start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> words + " does not end: " + text(said));
            assertEquals(0, process.exitValue(), () -> words + ": " + text(said));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            return error.toString();
        }
    }
}
