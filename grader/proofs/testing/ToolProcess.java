package grader.proofs.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of the course as a process, with its own folder for temporary files. It is not built: its classes are those
 * of the running tests.
 */
public final class ToolProcess implements AutoCloseable {

    private static final int MOST_SECONDS = 600;

    private final Path out;
    private final Path temporary;
    private final Process process;

    /**
     * @param folder of one's own
     * @param main the class of the program
     */
    public ToolProcess(Path folder, String main, String... arguments) throws IOException {
        this(folder, List.of(), main, arguments);
    }

    /** @param options of its Java, and of each that it starts with its environment */
    public ToolProcess(Path folder, List<String> options, String main, String... arguments) throws IOException {
        out = folder.resolve("out");
        temporary = Files.createDirectory(folder.resolve("temporary"));
        ProcessBuilder builder = new ProcessBuilder(command(main, arguments))
                .directory(Course.here().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment()
                .put("JAVA_TOOL_OPTIONS", String.join(" ", options) + " -Djava.io.tmpdir=" + temporary);
        process = builder.start();
    }

    /** The command of {@link #command} as a line of a shell script. */
    public static String inShell(String main) {
        return command(main).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    /** What starts a program of the course as JBang does, but from the classes of these tests. */
    public static List<String> command(String main, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "-Xlog:disable", "-XX:+DisplayVMOutputToStderr",
                        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** All that it has written so far. */
    public String said() {
        try {
            return Files.readString(out);
        } catch (IOException error) {
            throw new AssertionError(error);
        }
    }

    public void awaitText(String text) {
        Wrapper.await(text, () -> said().contains(text) || !process.isAlive());
        assertTrue(said().contains(text), this::said);
    }

    /** Writes a line to its standard input. */
    public void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends it at once (SIGKILL), and nothing that it has started. */
    public void kill() {
        process.destroyForcibly();
    }

    /** What Ctrl+C does, too: its exit code then would be 130. */
    public void terminate() {
        process.destroy();
    }

    public int exitCode() throws InterruptedException {
        assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), () -> "it does not end: " + said());
        return process.exitValue();
    }

    /** The processes that it has started, and that still run. */
    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** The files that it has left behind. */
    public List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.filter(file -> !file.getFileName().toString().startsWith("hsperfdata")).toList();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
