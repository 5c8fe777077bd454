package grader.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.results.report.escape.JsonText;
import grader.results.result.Place;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Result.TaskResult;
import java.time.Instant;
import java.util.List;

/**
 * The result in the Common Test Report Format, version 1. A test has failed, or its status is `other`, exactly if the
 * exit code is not 0. Points are in `extra`, which the format leaves to each tool.
 *
 * <p>Source: github.com/ctrf-io/ctrf; its schema is schemas/ctrf.schema.json, next to this file.
 */
public final class CtrfReport {

    private static final List<String> STATUSES = List.of("passed", "failed", "skipped", "pending", "other");

    private final Result result;
    private final ArrayNode tests = JsonNodeFactory.instance.arrayNode();

    private CtrfReport(Result result) {
        this.result = result;
    }

    public static String of(Result result) {
        return of(result, Instant.now());
    }

    /** @param end when the grading ended */
    public static String of(Result result, Instant end) {
        return JsonText.of(new CtrfReport(result).node(end));
    }

    private ObjectNode node(Instant end) {
        String problem = CheckText.problem(result);
        if (result.problem().isPresent() || result.nothingChecked()) {
            test("the submission can be graded", result.problem().isPresent() ? "failed" : "other", 0)
                    .put("message", problem);
        }
        result.tasks().forEach(task -> task.checks().forEach(check -> test(task, check)));
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("reportFormat", "CTRF").put("specVersion", "1.0.0").put("generatedBy", "Inside the Server");
        ObjectNode results = root.putObject("results");
        results.putObject("tool").put("name", "Inside the Server");
        summary(results.putObject("summary"), end.toEpochMilli());
        results.set("tests", tests);
        results.putObject("environment")
                .put("appName", result.lab().name())
                .put("healthy", result.exitCode() != 2)
                .putObject("extra")
                .put("seed", result.seed())
                .put("mode", result.mode())
                .put("isolation", result.isolation());
        return root;
    }

    private void summary(ObjectNode summary, long end) {
        summary.put("tests", tests.size());
        for (String status : STATUSES) {
            int count = 0;
            for (var test : tests) {
                count += test.get("status").textValue().equals(status) ? 1 : 0;
            }
            summary.put(status, count);
        }
        summary.put("start", end - result.millis()).put("stop", end).put("duration", result.millis());
        summary.putObject("extra")
                .put("earned", result.earned())
                .put("checkable", result.checkable())
                .put("total", result.total());
    }

    private ObjectNode test(String name, String status, long millis) {
        return tests.addObject().put("name", name).put("status", status).put("duration", millis);
    }

    private void test(TaskResult task, CheckResult check) {
        ObjectNode test = test(check.says(), switch (Outcome.of(check, task.task())) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case ERROR -> "other";
            case SKIPPED -> "skipped";
        }, check.millis());
        String lab = result.lab().name();
        test.put("testId", lab + "/" + check.id()).put("rawStatus", check.verdict().toString());
        test.putArray("suite").add(lab).add(task.task().id());
        String message = CheckText.message(check);
        if (!message.isEmpty()) {
            Place place = Place.of(result.lab(), task.place());
            test.put("message", message).put("trace", CheckText.details(result, task.task(), check));
            test.put("filePath", place.file()).put("line", place.line());
        }
        check.failure().map(Failure::serverSaid).filter(said -> !said.isEmpty()).ifPresent(said -> {
            ArrayNode lines = test.putArray("stderr");
            said.forEach(lines::add);
        });
        ObjectNode extra = test.putObject("extra");
        extra.put("points", check.points()).put("earned", check.earned()).put("clause", check.clause());
        if (check.cases().all() > 0) {
            extra.putObject("cases").put("all", check.cases().all()).put("passed", check.cases().passed());
        }
    }
}
