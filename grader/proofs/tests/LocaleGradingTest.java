package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Compiler;
import grader.core.source.Jars;
import grader.core.source.Libraries;
import grader.proofs.testing.BothBuilds;
import grader.proofs.testing.ToolProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Under a locale with digits, cases or a calendar of its own the reference gets what it gets in English, and reports
 * have the same digits.
 */
@Tag("nightly")
class LocaleGradingTest {

    private static final List<String> PERSIAN = List.of("-Duser.language=fa", "-Duser.country=IR");
    private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{Nd}&&[^0-9]]");
    private static final Pattern ALL_POINTS = Pattern.compile("(?m)^score  (\\d+) of \\1\\b");
    private static final List<String> REPORTS = List.of("console", "csv", "ctrf", "github-annotations",
            "github-summary", "gitlab-code-quality", "gradescope", "html", "json", "junit-xml");

    static final List<Lab> LABS = Course.here().all();

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("LABS")
    void everyLab(Lab lab) throws Exception {
        grade(PERSIAN, lab.name(), "--solution");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"lab02; -Duser.language=fa -Duser.country=IR",
            "lab03; -Duser.language=tr -Duser.country=TR",
            "lab05; -Duser.language=ar -Duser.country=EG", "lab08; -Duser.language=tr -Duser.country=TR",
            "lab09; -Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist-nu-thai",
            "lab11; -Duser.language=bn -Duser.country=BD", "lab12; -Duser.language=mr -Duser.country=IN",
            "lab13; -Duser.language=fa -Duser.country=IR"})
    void graderAndServer(String lab, String locale) throws Exception {
        List<String> options = Arrays.asList(locale.split(" "));
        grade(options, lab, "--command", server(Course.here().lab(lab), options));
    }

    /** The reference as a command, with a full JDK; and with little memory, as garbage would count, too. */
    private String server(Lab lab, List<String> options) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertEquals(Optional.empty(), Compiler.compile(BothBuilds.sources(lab), classes, lab));
        List<Path> classPath = new ArrayList<>(Libraries.of(lab));
        classPath.add(classes);
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -Xmx128m "
                + String.join(" ", options) + " -cp " + Jars.path(classPath) + " " + lab.name();
    }

    private void grade(List<String> options, String... arguments) throws Exception {
        Path reports = Files.createDirectory(folder.resolve("reports"));
        List<String> all = new ArrayList<>(List.of(arguments));
        REPORTS.forEach(format -> all.addAll(List.of("--report", format + "=" + reports.resolve(format))));
        try (ToolProcess grader = new ToolProcess(folder, options, "grader.grade",
                all.toArray(String[]::new))) {
            assumeFalse(grader.exitCode() == 2 && grader.said().contains("it is too busy"), "not graded");
            assertEquals(0, grader.exitCode(), grader::said);
            assertTrue(ALL_POINTS.matcher(grader.said()).find(), grader::said);
            assertFalse(OTHER_DIGITS.matcher(grader.said()).find(), grader::said);
        }
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                assertFalse(OTHER_DIGITS.matcher(text).find(), text);
            }
        }
    }
}
