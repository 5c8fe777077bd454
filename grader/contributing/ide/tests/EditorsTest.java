package grader.contributing.ide.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.contributing.ide.Pom;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.machine.os.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maven compiles what the pom of `editors` describes, and runs a test of it. */
@Tag("nightly")
class EditorsTest {

    private static final Course COURSE = Course.here();

    @Test
    @DisplayName("Maven compiles the reference and all programs of verify, and runs a test")
    void maven(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Commands.succeeds("mvn", "--version") || System.getenv("CI") != null,
                "there is no Maven here: apt-get install maven, or run .ci/run --all, which does");
        Files.writeString(folder.resolve("pom.xml"),
                Pom.of(COURSE, folder.toRealPath(), COURSE.root().resolve("grader/verify.java")));
        Path output = folder.resolve("output.txt");
        ProcessBuilder maven = new ProcessBuilder("mvn", "-B", "-q", "test", "-Dtest=LateRuleTest")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        assertEquals(0, maven.start().waitFor(), Files.readString(output));

        String report = Files.readString(
                folder.resolve("target/surefire-reports/TEST-grader.teaching.gradebook.tests.LateRuleTest.xml"));
        assertTrue(Pattern.compile("<testsuite [^>]* tests=\"[1-9]").matcher(report).find(), report);
        for (Lab lab : COURSE.all()) {
            assertTrue(Files.exists(folder.resolve("target/classes/" + lab.name() + ".class")), lab.name());
        }
        Path classes = folder.resolve("target/test-classes");
        for (String name : compiledForVerify()) {
            assertTrue(Files.exists(classes.resolve(name)), name + ": only JBang compiles it");
        }
    }

    /** The class files of this very run that a Java file of the checkout has given its name. */
    private static List<String> compiledForVerify() throws IOException {
        List<String> names = new ArrayList<>();
        for (String top : List.of("docs", "grader")) {
            try (Stream<Path> files = Files.walk(COURSE.root().resolve(top))) {
                files.map(file -> COURSE.root().relativize(file).toString())
                        .filter(name -> name.endsWith(".java"))
                        .map(name -> name.replaceFirst("java$", "class"))
                        .filter(name -> EditorsTest.class.getResource("/" + name) != null)
                        .forEach(names::add);
            }
        }
        assertFalse(names.isEmpty());
        return names;
    }
}
