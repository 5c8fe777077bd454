package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine goes on after an error in a handler, and after a thread or a process that could not be started. */
@Tag("nightly")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineFaultsTest {

    private static final int ENGINES = 8;       // the lab that brings the other engines
    private static final int LACKING = 20;      // clients without a thread or a process
    private static final Path PARTS = Course.here().root().resolve("grader/proofs/reference/parts");

    @TempDir
    static Path folder;

    private static PackagedParts parts;

    @BeforeAll
    static void compile() throws IOException {
        Map<String, String> sources = new TreeMap<>(Parts.upTo(Course.here(), ENGINES, false));
        for (String file : List.of("faults/FaultScenarios.java", "seams/TestServer.java", "seams/TlsProtocol.java")) {
            sources.put(Path.of(file).getFileName().toString(), Files.readString(PARTS.resolve(file)));
        }
        parts = PackagedParts.of(sources, Files.readString(PARTS.resolve("faults/Caller.java")), folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "thread", "pool", "loop", "hybrid"})
    void anErrorInAHandlerIsA500(String engine) throws IOException {
        List<String> printed = run("errors", engine);
        assertEquals("seen: 500 500 500 500 500 500 500 500 500 500 200", printed.getLast());
        assertEquals(
                Map.of("StackOverflowError", 2L, "OutOfMemoryError", 2L, "AssertionError", 2L,
                        "ExceptionInInitializerError", 1L, "NoClassDefFoundError", 3L),
                printed.stream()
                        .filter(line -> line.startsWith("java.lang."))
                        .map(line -> line.replaceAll("java\\.lang\\.(\\w+).*", "$1"))
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "thread", "factory"})
    void aThreadThatCannotBeStartedCostsOneConnection(String engine) throws IOException {
        expectLackOf("no thread for a connection, which was closed (", run("threads", engine));
    }

    @Test
    void aProcessThatCannotBeStartedCostsOneConnection(@TempDir Path child) throws IOException {
        expectLackOf("no process for a connection, which was closed (", run("processes", child.toString()));
    }

    private static void expectLackOf(String line, List<String> printed) {
        assertEquals("seen: closed " + LACKING + ", served 3, none open true", printed.getLast());
        long lines = printed.stream().filter(each -> each.startsWith(line)).count();
        assertTrue(lines >= 1 && lines < LACKING, () -> lines + " lines: " + printed);
    }

    private static List<String> run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx64m", "-cp",
                parts.classes().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "parts.Caller"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader told = process.inputReader()) {
            return told.readAllLines();
        } finally {
            process.destroyForcibly();
        }
    }
}
