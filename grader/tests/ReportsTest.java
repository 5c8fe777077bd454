package grader.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import grader.lab.Course;
import grader.lab.Lab;
import grader.mutants.Mutant;
import grader.report.ConsoleReport;
import grader.report.JsonReport;
import grader.report.JunitXmlReport;
import grader.report.Result;
import grader.report.Style;
import grader.report.Verdict;
import grader.run.Grading;
import grader.run.Settings;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The report formats, written from the results of real gradings: one failed, one perfect, one that does not compile. */
class ReportsTest {

    private static Result failed;
    private static Result broken;

    @BeforeAll
    static void grade() {
        Lab lab = Course.here().lab("lab01");
        Settings settings = new Settings(lab, Optional.empty(), Optional.of("write-response"), "r0", false, true, Optional.empty());
        Grading grading = new Grading(settings, ignored -> {});
        Mutant mutant = Mutant.of(lab).stream().filter(one -> one.name().equals("write-length-in-chars")).findFirst().orElseThrow();
        failed = grading.grade(mutant.in(grading.stage()));
        broken = grading.grade(grading.stage().with("Broken.java", "class Broken { int }"));
    }

    @Test
    void jsonFollowsItsSchema() throws Exception {
        String schema = Files.readString(Course.here().root().resolve("grader/report/result.schema.json"));
        var validator = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        for (Result result : new Result[] {failed, broken}) {
            JsonNode json = new ObjectMapper().readTree(JsonReport.of(result));
            assertEquals(Set.of(), validator.validate(json), json.toString());
            assertEquals(result.earned(), json.path("earned").asInt());
        }
        assertTrue(JsonReport.of(broken).contains("\"stage\" : \"compile\""));
        assertFalse(validator.validate(new ObjectMapper().readTree("{\"version\":1}")).isEmpty(), "the schema refuses what is incomplete");
    }

    @Test
    void junitXmlCountsWhatFailed() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitXmlReport.of(failed))));
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertEquals("lab01.write-response", suite.getAttribute("name"));
        assertEquals(String.valueOf(failed.tasks().getFirst().checks().size()), suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals(1, xml.getElementsByTagName("failure").getLength());
        assertTrue(xml.getElementsByTagName("failure").item(0).getTextContent().contains("expected: Content-Length: "));
    }

    @Test
    void theConsoleTellsAllThatIsNeededToRepairIt() {
        String text = ConsoleReport.of(failed, Style.PLAIN);
        for (String part : new String[] {"write-response · Content-Length counts bytes, not characters   0/4 points   RFC 9110 §8.6",
                "start with --host 127.0.0.1 --port 0", "> GET /", "\\xc3\\xa9", "< Content-Length: ", "    expected: Content-Length: ", "^^^^^^^^^^^^^^",
                "3 bytes of the body are not counted", "turn the body into bytes first",
                "again:  ./jbang grade lab01 --solution --only length-in-bytes --seed r0",
                "hint: ./jbang course hint lab01 write-response", "score  16 of 20", "next   write-response: "}) {
            assertTrue(text.contains(part), () -> "'" + part + "' is missing in:\n" + text);
        }
        assertFalse(text.contains("\033["), "no colour where none is wanted");
    }

    @Test
    void whereOnlyAsciiCanBeShownOnlyAsciiIsWritten() {
        assertTrue(ConsoleReport.of(failed, new Style(false, false)).chars().allMatch(c -> c < 128));
    }

    @Test
    void aStretchTaskThatFailsSpoilsNothing() {
        Result.CheckResult lost = new Result.CheckResult("x", "x", "", 0, Verdict.FAILED, "lost", Optional.empty(), 0);
        Result.TaskResult stretch = new Result.TaskResult(failed.lab().task("dual-stack").orElseThrow(), java.util.List.of(lost), "");
        assertEquals(0, new Result(failed.lab(), "0", "", "", "", Optional.empty(), java.util.List.of(stretch), java.util.List.of(), 0).exitCode());
    }

    @Test
    void aGraderErrorIsNeverAZero() {
        Result.CheckResult lost = new Result.CheckResult("x", "x", "", 5, Verdict.GRADER_ERROR, "lost", Optional.empty(), 0);
        Result.CheckResult good = new Result.CheckResult("y", "y", "", 7, Verdict.PASSED, "", Optional.empty(), 0);
        Result result = new Result(failed.lab(), "0", "", "", "", Optional.empty(),
                java.util.List.of(new Result.TaskResult(failed.tasks().getFirst().task(), java.util.List.of(lost, good), "")), java.util.List.of(), 0);
        assertEquals(2, result.exitCode());
        assertEquals(7, result.checkable());
        assertTrue(ConsoleReport.of(result, Style.PLAIN).contains("The grader could not do its work"));
    }
}
