package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.machine.os.Commands;
import grader.results.result.Result;
import grader.results.result.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The servers in `docs/examples/lab01`, with which one begins in another language, do lab 01's first task. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FirstServersTest {

    private static final Path EXAMPLES = Course.here().root().resolve("docs/examples/lab01");

    @TempDir
    Path folder;

    enum Language {
        NODE("server.js", List.of("node", "--version"), List.of()),
        PYTHON("server.py", List.of("python3", "--version"), List.of()),
        GO("server.go", List.of("go", "version"), List.of("build", "-o", "server", "server.go")),
        RUST("server.rs", List.of("rustc", "--version"), List.of("server.rs"));

        private final String file;
        private final List<String> version;
        private final List<String> build;

        Language(String file, List<String> version, List<String> build) {
            this.file = file;
            this.version = version;
            this.build = build;
        }

        /** In `PATH`, or where rustup puts it. */
        Optional<String> program() {
            String name = version.getFirst();
            return Stream.of(name, System.getProperty("user.home") + "/.cargo/bin/" + name)
                    .filter(program -> Commands.succeeds(program, version.getLast()))
                    .findFirst();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bindsAsTheInterfaceSays(Language language) throws Exception {
        Optional<String> program = language.program();
        assumeTrue(program.isPresent(), () -> "there is no " + language.version.getFirst() + " here");
        Path server = Files.copy(EXAMPLES.resolve(language.file), folder.resolve(language.file));
        if (language.build.isEmpty()) {
            earnsItsTask(program.get() + " '" + server + "'");
        } else {
            build(Stream.concat(program.stream(), language.build.stream()).toList());
            earnsItsTask("'" + folder.resolve("server") + "'");
        }
    }

    private void build(List<String> command) throws Exception {
        Process build = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(build.getInputStream().readAllBytes());
        assertEquals(0, build.waitFor(), output);
        assertEquals("", output, "it builds without a warning");
    }

    private static void earnsItsTask(String command) {
        Lab lab = Course.here().lab("lab01");
        Settings settings = new Settings(lab, Optional.empty(), Optional.of("bind"), "first", false, false,
                Optional.of(Program.Command.of(command)));
        Result result = new Grading(settings, ignored -> {}).grade();
        List<Result.CheckResult> others = result.tasks()
                .stream()
                .flatMap(task -> task.checks().stream())
                .filter(check -> check.verdict() != Verdict.PASSED)
                .toList();
        assertTrue(others.stream().allMatch(check -> check.reason().startsWith("this machine ")), others::toString);
        assertEquals(0, result.exitCode(), others::toString);
    }
}
