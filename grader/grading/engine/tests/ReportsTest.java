package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.clients.http.Transcript.Step;
import grader.core.console.MachineFault;
import grader.core.console.Style;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.proofs.mutants.Mutant;
import grader.results.report.ConsoleReport;
import grader.results.report.FailureText;
import grader.results.report.JsonReport;
import grader.results.report.JunitXmlReport;
import grader.results.result.Cases;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * The report formats, written from the results of real gradings: a failed, a perfect one, and a submission that does
 * not compile.
 */
class ReportsTest {

    private static final Lab LAB = Course.here().lab("lab01");

    private static Result failed;
    private static Result broken;

    @BeforeAll
    static void grade() {
        Settings settings =
                new Settings(LAB, Optional.empty(), Optional.of("write-response"), "r0", false, true, Optional.empty());
        Grading grading = new Grading(settings, ignored -> {});
        Mutant mutant = Mutant.of(LAB)
                .stream()
                .filter(one -> one.name().equals("write-length-in-chars"))
                .findFirst()
                .orElseThrow();
        failed = grading.grade(grading.stage().with(mutant.change()));
        broken = grading.grade(grading.stage().with("Broken.java", "class Broken { int }"));
    }

    /** As CI servers read it: red by a failure or an error. */
    @Test
    void junitXmlIsGreenExactlyIfAllPassed() throws Exception {
        List<Result> results = new ArrayList<>(List.of(failed, broken, whole(false, List.of())));
        for (Verdict verdict : Verdict.values()) {
            results.add(whole(false, List.of(check("x", verdict, "why"))));
            results.add(of("bind", verdict));
            results.add(of("dual-stack", verdict));
        }
        for (Result result : results) {
            Document xml = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(JunitXmlReport.of(result))));
            int red = 0;
            for (String kind : List.of("failure", "error")) {
                int told = 0;
                for (int i = 0; i < xml.getElementsByTagName("testsuite").getLength(); i++) {
                    Element suite = (Element) xml.getElementsByTagName("testsuite").item(i);
                    told += Integer.parseInt(suite.getAttribute(kind + "s"));
                }
                assertEquals(told, xml.getElementsByTagName(kind).getLength());
                red += told;
            }
            assertEquals(result.exitCode() != 0, red > 0, JunitXmlReport.of(result));
        }
        assertTrue(JunitXmlReport.of(broken).contains("<error message=\"Broken.java:1: "), JunitXmlReport.of(broken));
    }

    private static Result of(String task, Verdict verdict) {
        return new Result(LAB, "0", "", "", "", Optional.empty(), List.of(new Result.TaskResult(
                LAB.task(task).orElseThrow(), List.of(check("x", verdict, "why")), "")), List.of(), 0);
    }

    @Test
    void theConsoleTellsAllThatIsNeededToRepairIt() {
        String text = ConsoleReport.of(failed, Style.PLAIN);
        for (String part : new String[] {
                "write-response · Content-Length counts bytes, not characters   0/4 points   RFC 9110 §8.6",
                "start with --host 127.0.0.1 --port 0", "> GET /", "\\xc3\\xa9", "< Content-Length: ",
                "    expected: Content-Length: ", "^^^^^^^^^^^^^^",
                "3 bytes of the body are not counted", "Encode the body in UTF-8 first",
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
        CheckResult lost =
                new CheckResult("x", "x", "", "", 0, Verdict.FAILED, "lost", Optional.empty(), Cases.NONE, 0);
        Result.TaskResult stretch =
                new Result.TaskResult(failed.lab().task("dual-stack").orElseThrow(), List.of(lost), "");
        assertEquals(0,
                new Result(failed.lab(), "0", "", "", "", Optional.empty(), List.of(stretch), List.of(), 0).exitCode());
    }

    @Test
    void whatWasSkippedInPartIsNamedAndNotExplained() {
        List<CheckResult> checks = new ArrayList<>(List.of(check("good", Verdict.PASSED, "")));
        List.of("a", "b", "c", "d", "e", "f", "g", "h")
                .forEach(id -> checks.add(check(id, Verdict.SKIPPED, "there is no way")));
        String text = ConsoleReport.of(whole(false, checks), Style.PLAIN);
        assertTrue(text.lines().anyMatch(line -> line.matches("  ~ bind +1/15  8 of 9 checks skipped")), text);
        assertTrue(text.contains("8 checks: skipped, there is no way\n        a, b, c, d, e, f and 2 more\n"), text);
        assertFalse(text.contains("bind: " + LAB.task("bind").orElseThrow().why().substring(0, 20)), text);
        assertTrue(text.contains("stop: " + LAB.task("stop").orElseThrow().why().substring(0, 20)),
                "the others are: " + text);
        assertTrue(text.contains("All that could be checked passes."), text);
    }

    @Test
    void whatWaitsForAnotherTaskIsNoFailure() {
        CheckResult good = check("good", Verdict.PASSED, "");
        CheckResult waits = check("later", Verdict.NOT_RUN, "it builds on stop, which has not passed yet");
        String text = ConsoleReport.of(whole(false, List.of(good, waits)), Style.PLAIN);
        assertTrue(text.lines()
                .anyMatch(line -> line.matches(
                        "  ~ bind +1/15  passes as far as it can now; 1 more point comes with stop")),
                text);
        String bad = ConsoleReport.of(whole(false, List.of(good, waits, check("bad", Verdict.FAILED, "wrong"))),
                Style.PLAIN);
        assertFalse(bad.contains("comes with"), bad);
    }

    @Test
    void ofAnotherLanguagesServerNoJavaHintIsGiven() {
        List<CheckResult> checks = List.of(check("bad", Verdict.FAILED, "wrong"));
        assertTrue(ConsoleReport.of(whole(false, checks), Style.PLAIN).contains("hint"));
        String foreign = ConsoleReport.of(whole(true, checks), Style.PLAIN);
        assertTrue(
                foreign.matches("(?s).* page: \\S+lab01\\.(adoc, \"bind\"|html#bind)\n.*") && !foreign.contains("hint"),
                foreign);
    }

    @Test
    void aFailureNamesTheRuleOfItsCheckOrElseTheTask() throws Exception {
        CheckResult byRule = new CheckResult("x", "x works", "", "host-flag", 1, Verdict.FAILED, "wrong",
                Optional.empty(), Cases.NONE, 0);
        Result result = whole(false, List.of(byRule, check("y", Verdict.FAILED, "wrong")));
        String text = ConsoleReport.of(result, Style.PLAIN);
        assertTrue(text.matches("(?s).* page: +\\S+lab01-interface\\.(adoc, \"host-flag\"|html#host-flag) .*"), text);
        assertTrue(text.matches("(?s).* page: +\\S+lab01\\.(adoc, \"bind\"|html#bind) .*"), text);
        JsonNode checks = new ObjectMapper().readTree(JsonReport.of(result)).at("/tasks/0/checks");
        assertEquals("docs/pages/lab01-interface.adoc, \"host-flag\"", checks.at("/0/rule").textValue());
        assertEquals("docs/pages/lab01.adoc, \"bind\"", checks.at("/1/rule").textValue());
    }

    /** In the whole only a short one, and only where nothing else of the task says what is wrong. */
    @Test
    void aFailedControlIsShownAsAFailureIs() {
        CheckResult control = new CheckResult("c", "c works", "", "", 1, Verdict.NOT_RUN, "its control failed: x",
                Optional.of(new Result.Failure(List.of(new Step("", 0, "<", List.of("wrong"), null)), "fix this first",
                        List.of(), "", "")),
                Cases.NONE, 1);
        CheckResult bad = check("bad", Verdict.FAILED, "wrong");
        String shown = "bind · c works";
        assertTrue(ConsoleReport.of(whole(false, List.of(control)), Style.PLAIN).contains(shown));
        assertFalse(ConsoleReport.of(whole(false, List.of(control, bad)), Style.PLAIN).contains(shown));
        Result.TaskResult bind = new Result.TaskResult(LAB.task("bind").orElseThrow(), List.of(control, bad), "");
        Result only = new Result(LAB, "0", "", "", "", Optional.empty(), List.of(bind), List.of(), 0);
        String text = ConsoleReport.of(only, Style.PLAIN);
        assertTrue(text.contains(shown)
                && text.contains("   1  < wrong\n  not run: its control failed: x\n  fix this first\n"), text);
    }

    private static CheckResult check(String id, Verdict verdict, String reason) {
        return new CheckResult(id, id + " works", "", "", 1, verdict, reason, Optional.empty(), Cases.NONE, 1);
    }

    /** A grading of all tasks: the first with these checks, the others with a check that passes. */
    private static Result whole(boolean foreign, List<CheckResult> first) {
        return new Result(LAB, "0", "", "lab01", "", foreign, Optional.empty(),
                LAB.tasks()
                        .stream()
                        .map(task -> new Result.TaskResult(task,
                                task.id().equals("bind") ? first : List.of(check(task.id(), Verdict.PASSED, "")), ""))
                        .toList(),
                List.of(), List.of(), List.of(), 0);
    }

    @Test
    void aGraderErrorIsNeverAZero() {
        Result result = withGraderError("lost");
        assertEquals(2, result.exitCode());
        assertEquals(7, result.checkable());
        assertTrue(ConsoleReport.of(result, Style.PLAIN).contains("The grader could not do its work"));
    }

    @Test
    void aBusyMachineIsNoErrorOfTheGrader() {
        String report = ConsoleReport.of(withGraderError(new MachineFault("it is too busy").getMessage()), Style.PLAIN);
        assertTrue(report.contains("Try again when it is quieter"), report);
        assertFalse(report.contains("The grader could not do its work"), report);
    }

    private Result withGraderError(String reason) {
        CheckResult lost =
                new CheckResult("x", "x", "", "", 5, Verdict.GRADER_ERROR, reason, Optional.empty(), Cases.NONE, 0);
        CheckResult good = new CheckResult("y", "y", "", "", 7, Verdict.PASSED, "", Optional.empty(), Cases.NONE, 0);
        return new Result(failed.lab(), "0", "", "", "", Optional.empty(),
                List.of(new Result.TaskResult(failed.tasks().getFirst().task(), List.of(lost, good), "")), List.of(),
                0);
    }

    @Test
    void aFaultOfTheMachineShowsNoSteps() {
        Result.Failure steps = new Result.Failure(List.of(new Step("", 0, "", List.of("a request"), null)),
                "a rule", List.of(), "", "");
        for (String cause : List.of(MachineFault.PREFIX, "")) {
            CheckResult busy = new CheckResult("x", "x", "", "", 5, Verdict.GRADER_ERROR, cause + "it is too busy",
                    Optional.of(steps), Cases.NONE, 0);
            String text = FailureText.of(failed, failed.tasks().getFirst().task(), busy, Style.PLAIN);
            assertEquals(cause.isEmpty(), text.contains("a request") && text.contains("a rule"), text);
            assertTrue(text.contains("it is too busy") && text.contains("again:"), text);
        }
    }
}
