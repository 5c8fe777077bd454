package grader.proofs.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import grader.core.source.Compiler;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.results.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server of broken/Broken.java, compiled into a folder, and graded as lab 01, mostly with one check. */
public final class BrokenServer {

    private final Path classes;

    public BrokenServer(Path classes) throws IOException {
        this.classes = classes;
        String source =
                Files.readString(Course.here().root().resolve("grader/grading/engine/tests/broken/Broken.java"));
        assertEquals(Optional.empty(), Compiler.compile(Map.of("Broken.java", source), classes, List.of("java.base")));
    }

    /** What starts it. @param way how it is broken, and what that way needs to know */
    public Program program(String way) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Program.Command("'" + java + "' -XX:TieredStopAtLevel=1 -cp '" + classes + "' Broken " + way);
    }

    public Result grade(String way, String check) {
        return grade(way, Optional.of(check));
    }

    /** @param only a task or a check; empty: all of the lab */
    public Result grade(String way, Optional<String> only) {
        Settings settings = new Settings(Course.here().lab("lab01"), Optional.empty(), only, "b0", false, false,
                Optional.of(program(way)));
        return new Grading(settings, ignored -> {}).grade();
    }

    /** All of a lab, with these limits for a check and for all. */
    public Result grade(String way, String lab, Duration check, Duration grading) {
        Settings settings = new Settings(Course.here().lab(lab), Optional.empty(), Optional.empty(), "b0", false, false,
                Optional.of(program(way)));
        return new Grading(settings, ignored -> {}).limited(check, grading).grade();
    }
}
