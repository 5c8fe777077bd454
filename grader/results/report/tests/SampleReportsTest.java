package grader.results.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.proofs.testing.CourseCopy;
import grader.results.report.JsonReport;
import grader.results.report.JsonResult;
import grader.results.report.ReportFile;
import grader.results.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples in docs/examples/reports are what the formats write today. All come from lab03.json there, a grading with
 * a fixed seed. `GOLDEN=write` in the environment writes the others again.
 */
class SampleReportsTest {

    private static final boolean WRITE = "write".equals(System.getenv("GOLDEN"));

    static Set<String> formats() {
        return new TreeSet<>(new ReportFile.Names());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void isWhatIsKept(String format) throws IOException {
        String text = SampleResults.written(SampleResults.recorded())
                .get(format)
                // on a terminal, links lead to a site that has been built here
                .replaceAll("build/site/(\\S+?)\\.html#([\\w-]+)", "docs/pages/$1.adoc, \"$2\"");
        Path file = SampleResults.SAMPLES.resolve(file(format));
        if (WRITE && !format.equals("json")) {
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text,
                "to keep the new one: GOLDEN=write ./jbang verify --only SampleReports");
    }

    private static String file(String format) {
        return switch (format) {
            case "json" -> "lab03.json";
            case "csv", "html" -> "lab03." + format;
            case "junit-xml" -> "lab03.junit.xml";
            case "github-summary" -> "lab03.github-summary.md";
            case "console", "github-annotations", "github-classroom" -> "lab03." + format + ".txt";
            default -> "lab03." + format + ".json";
        };
    }

    @Test
    void eachFormatHasOneAndNothingElseIsThere() throws IOException {
        Set<String> wanted = formats().stream().map(SampleReportsTest::file).collect(Collectors.toSet());
        wanted.add("README.md");
        try (Stream<Path> files = Files.list(SampleResults.SAMPLES)) {
            assertEquals(wanted, files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    /** Only a terminal is of the machine that has graded. */
    @Test
    void reportsReadTheSameOnEveryMachine(@TempDir Path folder) throws IOException {
        CourseCopy copy = new CourseCopy(folder, 3);
        copy.write("build/site/lab03.html", "");
        copy.write("build/site/lab03-interface.html", "");
        SampleResults.written(JsonResult.of(SampleResults.recordedJson(), copy.course::lab))
                .forEach((format, text) -> assertEquals(format.equals("console"), text.contains(folder.toString()),
                        format));
    }

    @Test
    void aResultIsReadAsItWasWritten() throws IOException {
        for (Result result : SampleResults.all()) {
            JsonNode json = new ObjectMapper().readTree(JsonReport.of(result));
            Result read = JsonResult.of(json, SampleResults.COURSE::lab);
            assertEquals(JsonReport.of(result), JsonReport.of(read));
            assertEquals(result.exitCode(), read.exitCode());
        }
    }
}
