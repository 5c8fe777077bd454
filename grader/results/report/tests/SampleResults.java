package grader.results.report.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.clients.http.Bytes;
import grader.clients.http.Transcript.Mark;
import grader.clients.http.Transcript.Step;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.results.report.Classroom50Report;
import grader.results.report.CtrfReport;
import grader.results.report.JsonResult;
import grader.results.report.ReportFile;
import grader.results.result.Cases;
import grader.results.result.MethodPlace;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Result.TaskResult;
import grader.results.result.Shortcut;
import grader.results.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Results to write in every format, and the formats. */
final class SampleResults {

    static final Course COURSE = Course.here();
    static final Lab LAB = COURSE.lab("lab03");
    static final Path SAMPLES = COURSE.root().resolve("docs/examples/reports");

    private static final Instant END = Instant.parse("2026-11-24T12:00:00Z");
    private static final Map<String, String> CLASSROOM = Map.of("CLASSROOM", "servers", "ASSIGNMENT", "lab03", "OWNER",
            "ada", "SUBMISSION_TAG", "submit/2026-11-24T11-59-00Z-1f2e3d4", "COMMIT_URL",
            "https://github.com/example/servers-lab03-ada/commit/1f2e3d4", "RELEASE_URL",
            "https://github.com/example/servers-lab03-ada/releases/tag/submit%2F2026-11-24T11-59-00Z-1f2e3d4");

    private static final List<MethodPlace> METHODS = List.of(new MethodPlace("labs/03-parser/Framing.java:31", "of"),
            new MethodPlace("labs/03-parser/Framing.java:58", "isLast"),
            new MethodPlace("labs/03-parser/Fields.java:20", "<init>"));

    private SampleResults() {}

    /** A real grading, recorded: most tasks pass, some cases of one check fail, one task is not written. */
    static Result recorded() throws IOException {
        return JsonResult.of(recordedJson(), COURSE::lab);
    }

    static JsonNode recordedJson() throws IOException {
        return new ObjectMapper().readTree(Files.readString(SAMPLES.resolve("lab03.json")));
    }

    /** The recorded one, and one of each other kind: every verdict alone, shortcuts, a problem, all that is hostile. */
    static List<Result> all() throws IOException {
        List<Result> all = new ArrayList<>(List.of(recorded(), hostile("a\nb"), problem("Broken.java:1: expected")));
        all.add(recorded().with(shortcuts("/etc/passwd")));
        all.add(problem("labs/03-parser/Framing.java:7: uses x").with(shortcuts("/etc/passwd")));
        Lab lab01 = COURSE.lab("lab01");
        for (Verdict verdict : Verdict.values()) {
            all.add(of(LAB, LAB.tasks().getFirst(), check(verdict, "why", Optional.empty())));
            all.add(of(lab01, lab01.taskCalled("dual-stack"), check(verdict, "why", Optional.empty())));
        }
        return all;
    }

    /** A failed check in which all that a submission can write is this text. */
    static Result hostile(String text) {
        String safe = Bytes.printable(text);        // as transcripts have it
        Failure failure = new Failure(
                List.of(new Step("client 1", 0, "<", List.of(safe, safe), new Mark(1, 0, 1, safe)),
                        new Step("", 0, "", List.of(safe), null)),
                "Write `this`.", List.of(text, text), "fails 1 of 3", safe);
        CheckResult check = new CheckResult("numbers", "numbers are right", "RFC 9110 §8.6", "digits-only", 5,
                Verdict.FAILED, text, Optional.of(failure), new Cases(3, List.of(text, text), 0), 7);
        return of(LAB, LAB.tasks().getFirst(), check);
    }

    /** Two that an inspection has found. @param text what a submission can write */
    static List<Shortcut> shortcuts(String text) {
        return List.of(
                new Shortcut("outside", "/tmp/x/labs/03-parser/Framing.java:7", "uses the path \"" + text + "\""),
                new Shortcut("process", "labs/02-accept-queue/Server.java:12", "uses java.lang.ProcessBuilder"));
    }

    /** A submission that cannot be graded, for this reason. */
    static Result problem(String text) {
        return new Result(LAB, "r0", "your sources", "lab03", "layer 1",
                Optional.of(new Result.Problem("compile", text, "fix this first")),
                of(LAB, LAB.tasks().getFirst(), check(Verdict.NOT_RUN, text, Optional.empty())).tasks(), List.of(), 5);
    }

    private static Result of(Lab lab, Task task, CheckResult check) {
        return new Result(lab, "r0", "your sources", "lab03", "layer 1", Optional.empty(),
                List.of(new TaskResult(task, List.of(check), "labs/03-parser/Framing.java:31", METHODS)), List.of(),
                1234);
    }

    private static CheckResult check(Verdict verdict, String reason, Optional<Failure> failure) {
        int points = 4;
        return new CheckResult("x", "x works", "RFC 9110 §8.6", "", points, verdict,
                verdict == Verdict.PASSED ? "" : reason, failure, Cases.NONE, 1);
    }

    /** The result in every format, by the format's name. */
    static Map<String, String> written(Result result) {
        Map<String, String> texts = new TreeMap<>();
        for (String format : new ReportFile.Names()) {
            texts.put(format, switch (format) {
                case "classroom50" -> Classroom50Report.of(result, CLASSROOM, END);
                case "ctrf" -> CtrfReport.of(result, END);
                default -> ReportFile.of(format + "=-").writer().apply(result);
            });
        }
        return texts;
    }
}
