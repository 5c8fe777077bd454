package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.course.Course;
import grader.machine.os.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shell scripts of the project. */
class ShellScriptsTest {

    private static final Path ROOT = Course.here().root();

    static List<Path> scripts() throws IOException {
        try (Stream<Path> below = Stream.of("jbang", ".ci", "grader", "docs").flatMap(ShellScriptsTest::below)) {
            return below.filter(ShellScriptsTest::isScript).map(ROOT::relativize).sorted().toList();
        }
    }

    private static Stream<Path> below(String folder) {
        try {
            return Files.walk(ROOT.resolve(folder)).filter(Files::isRegularFile);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static boolean isScript(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(40), StandardCharsets.ISO_8859_1);
            return start.lines().findFirst().orElse("").matches("#!.*\\b(sh|bash|dash)\\b.*");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Test
    void areFound() throws IOException {
        assertTrue(scripts().containsAll(List.of(Path.of("jbang"), Path.of(".ci/run"))), scripts()::toString);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void areClean(Path script) throws IOException {
        assumeTrue(Commands.succeeds("shellcheck", "--version") || System.getenv("CI") != null,
                "there is no shellcheck here: apt-get install shellcheck, or run .ci/run, which does");
        Process shellcheck = new ProcessBuilder("shellcheck", "--norc", ROOT.resolve(script).toString())
                .redirectErrorStream(true)
                .start();
        assertEquals("", new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** With `CDPATH` set, `cd` prints, and may lead elsewhere. */
    @ParameterizedTest
    @MethodSource("scripts")
    void findTheirFolderWhateverCdpathIs(Path script) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(script))
                .stream()
                .filter(line -> line.matches(".*\\bcd\\b.*dirname.*") && !line.contains("CDPATH="))
                .toList();
        assertEquals(List.of(), lines);
    }
}
