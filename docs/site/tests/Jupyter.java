package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.course.Course;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Jupyter without a browser, with a home of its own, and the kernel in it that the course installs for its notebooks.
 */
final class Jupyter {

    private static final int PATIENCE_SECONDS = 300;
    private static final int START_SECONDS = 30;
    private static final int STARTS = 5;

    private record Ended(int exit, String said) {}

    private final Path command;
    private final Path home;

    /** Where the command is that can run notebooks, if there is one. */
    static Optional<Path> command() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "jupyter-nbconvert"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param home an empty folder, for all that it writes */
    Jupyter(Path command, Path home) throws IOException, InterruptedException {
        this.command = command;
        this.home = home;
        Path root = Course.here().root();
        Ended ended = start(List.of(root.resolve("jbang").toString(), "docs/site/jupyter/kernel.java"), root);
        assertEquals(0, ended.exit(), ended.said());
    }

    /**
     * Runs all cells of a notebook, in its folder. Errors do not end it. The kernel goes deaf if a message comes before
     * it has its handlers, as may happen on a busy machine: then another one is started.
     */
    JsonNode run(Path notebook) throws IOException, InterruptedException {
        List<String> words = List.of(command.toString(), "--execute", "--allow-errors", "--to", "notebook",
                "--ExecutePreprocessor.startup_timeout=" + START_SECONDS, "--output", "done.ipynb",
                notebook.getFileName().toString());
        Ended ended = start(words, notebook.getParent());
        for (int i = 1; i < STARTS && ended.said().contains("Kernel didn't respond"); i++) {
            ended = start(words, notebook.getParent());
        }
        assertEquals(0, ended.exit(), ended.said());
        return new ObjectMapper().readTree(Files.readString(notebook.resolveSibling("done.ipynb")));
    }

    private Ended start(List<String> words, Path folder) throws IOException, InterruptedException {
        Path said = Files.createTempFile(home, "said", ".txt");
        ProcessBuilder start = new ProcessBuilder(words).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        settle(start.environment());
        Process process = start.start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(said);
            assertTrue(ended, () -> words + " does not end: " + text);
            return new Ended(process.exitValue(), text);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** All that Jupyter and the kernel write goes into the folder; JBang's cache stays where it is. */
    private void settle(Map<String, String> environment) {
        String real = System.getProperty("user.home");
        environment.putIfAbsent("JBANG_DIR", real + "/.jbang");
        environment.putIfAbsent("JBANG_REPO", real + "/.m2/repository");
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", home.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        for (String part : List.of("data", "config", "runtime")) {
            environment.put("JUPYTER_" + part.toUpperCase(Locale.ROOT) + "_DIR", home.resolve(part).toString());
        }
    }
}
