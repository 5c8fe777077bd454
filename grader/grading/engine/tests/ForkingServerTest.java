package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.course.Course;
import grader.core.source.Change;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.machine.os.Commands;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that forks its workers before it accepts is measured with all of them. */
@Tag("nightly")
class ForkingServerTest {

    private static final Path SERVER = Course.here().root().resolve("grader/grading/engine/tests/python/lab01.py");

    private static final Change FORKS = new Change("lab01.py", "while True: try: with listener.accept()[0]", """
            import os
                        while os.fork() and os.fork():
                            signal.pause()
                        while True:
                            try:
                                with listener.accept()[0]""");

    private static final Change LEAKS = new Change("lab01.py", "as connection: serve(connection, seconds, log)", """
            as connection:
                                    os.dup(0)
                                    serve(connection, seconds, log)""");

    @Test
    void whatItsWorkersLeakIsFound(@TempDir Path folder) throws IOException {
        String source = FORKS.in("lab01.py", Files.readString(SERVER));
        CheckResult forks = grade(Files.writeString(folder.resolve("forks.py"), source));
        assertEquals(Verdict.PASSED, forks.verdict(), forks.reason());

        CheckResult leaks = grade(Files.writeString(folder.resolve("leaks.py"), LEAKS.in("lab01.py", source)));
        assertEquals(Verdict.FAILED, leaks.verdict(), leaks.reason());
        assertTrue(leaks.reason().matches("expected about \\d+ open descriptors after 2000 connections, .*"),
                leaks.reason());
    }

    private static CheckResult grade(Path server) {
        assumeTrue(Commands.succeeds("python3", "--version"), "there is no python3 here");
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this system has no /proc");
        Settings settings = new Settings(Course.here().lab("lab01"), Optional.empty(),
                Optional.of("no-descriptor-left"), "forks", false, false,
                Optional.of(new Program.Command("python3 '" + server + "'")));
        Result result = new Grading(settings, ignored -> {}).grade();
        return result.tasks().getFirst().checks().getFirst();
    }
}
