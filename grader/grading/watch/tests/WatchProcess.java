package grader.grading.watch.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Await;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.ToolProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** `grade --watch` as a process in a small checkout; the test types keys, and reads what is shown. */
final class WatchProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Process process;
    private final Path out;
    private final Path temporary;
    private int seen;      // how much of the output has been awaited

    private WatchProcess(Process process, Path out, Path temporary) {
        this.process = process;
        this.out = out;
        this.temporary = temporary;
    }

    static List<String> command(String... arguments) {
        List<String> command = ToolProcess.command("grader.grade", "lab01", "--watch");
        command.addAll(List.of(arguments));
        return command;
    }

    /** @param folder of the test: for the output and for what the grader writes for a while */
    static WatchProcess start(CourseCopy copy, Path folder, List<String> command) throws IOException {
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command).directory(copy.root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "CI"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TERM", "xterm");
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);
        return new WatchProcess(builder.start(), out, folder);
    }

    void press(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for a text after those that were awaited before, and returns the output up to its end. */
    String await(String text) {
        comesTrue("'" + text + "'", () -> shown().indexOf(text, seen) >= 0 || !process.isAlive());
        String all = shown();
        int at = all.indexOf(text, seen);
        assertTrue(at >= 0, () -> "the grader has ended without '" + text + "':\n" + all);
        String part = all.substring(seen, at + text.length());
        seen = at + text.length();
        return part;
    }

    int awaitEnd() throws InterruptedException {
        assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), () -> "it does not end:\n" + shown());
        return process.exitValue();
    }

    /** All that was written. */
    String shown() {
        try {
            return Files.readString(out);
        } catch (java.nio.charset.MalformedInputException halfACharacter) {
            return "";      // looked at again in a moment
        } catch (IOException error) {
            throw new java.io.UncheckedIOException(error);
        }
    }

    void comesTrue(String what, BooleanSupplier condition) {
        assertTrue(Await.comesTrue(LIMIT, condition), () -> "did not come: " + what + " in\n" + shown());
    }

    /** The servers that this grader has started: their classes lie in the test's folder. */
    List<ProcessHandle> servers() {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info()
                        .arguments()
                        .stream()
                        .flatMap(Stream::of)
                        .anyMatch(argument -> argument.startsWith(temporary + "/inside-the-server-")))
                .toList();
    }

    /** Waits until neither a server nor a folder is left. */
    void leavesNothing() {
        comesTrue("the end of all servers", () -> servers().isEmpty());
        comesTrue("an empty temporary folder", () -> {
            try (var files = Files.list(temporary)) {
                return files.noneMatch(file -> file.getFileName().toString().startsWith("inside-the-server-"));
            } catch (IOException error) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        servers().forEach(ProcessHandle::destroyForcibly);
    }
}
