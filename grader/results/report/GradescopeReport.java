package grader.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.results.report.escape.JsonText;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;

/**
 * The result as Gradescope's `results.json`: one test per check, numbered TASK.CHECK. All output is plain text, which
 * Gradescope escapes. Learners see every test; standard output of the grading stays with the instructor.
 *
 * <p>If the grader could not do its work there are no scores and no tests: Gradescope then reports a failed autograder
 * instead of a zero.
 *
 * <p>Source: gradescope-autograders.readthedocs.io, "Autograder Specifications".
 */
public final class GradescopeReport {

    private final Result result;

    private GradescopeReport(Result result) {
        this.result = result;
    }

    public static String of(Result result) {
        return JsonText.of(new GradescopeReport(result).node());
    }

    private ObjectNode node() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        String problem = CheckText.problem(result);
        root.put("output", problem.isEmpty() ? result.score() : problem).put("output_format", "text");
        root.put("visibility", "visible").put("stdout_visibility", "hidden");
        root.put("execution_time", result.millis() / 1000.0);
        root.putObject("extra_data")
                .put("lab", result.lab().name())
                .put("seed", result.seed())
                .put("checkable", result.checkable());
        if (result.exitCode() != 2) {
            root.put("score", result.earned());
            ArrayNode tests = root.putArray("tests");
            for (int task = 0; task < result.tasks().size(); task++) {
                tests(tests, task + 1, result.tasks().get(task));
            }
        }
        return root;
    }

    private void tests(ArrayNode tests, int number, TaskResult task) {
        for (int i = 0; i < task.checks().size(); i++) {
            CheckResult check = task.checks().get(i);
            ObjectNode test = tests.addObject();
            test.put("name", CheckText.name(task.task(), check)).put("name_format", "text");
            test.put("number", number + "." + (i + 1)).put("visibility", "visible");
            test.put("output", CheckText.details(result, task.task(), check)).put("output_format", "text");
            test.putArray("tags").add(task.task().id());
            test.putObject("extra_data")
                    .put("check", check.id())
                    .put("verdict", check.verdict().toString())
                    .put("clause", check.clause());
            switch (Outcome.of(check, task.task())) {
                case PASSED -> scored(test, check).put("status", "passed");
                case FAILED, ERROR -> scored(test, check).put("status", "failed");
                case SKIPPED -> {}       // without a score and a status it is shown, and counts for nothing
            }
        }
    }

    private static ObjectNode scored(ObjectNode test, CheckResult check) {
        return test.put("score", check.earned()).put("max_score", check.points());
    }
}
