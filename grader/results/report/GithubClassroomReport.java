package grader.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.results.report.escape.WorkflowCommand;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The result for GitHub Classroom: JSON in Base64, on one line, for the environment variable NAME_RESULTS of the action
 * `classroom-resources/autograding-grading-reporter`. That action adds up the tests' scores for Classroom, and prints
 * names and test code to the log of the job; so none of them can be a command to the runner.
 *
 * <p>If the grader could not do its work, the status is `error` and there are no points: the action then reports none.
 *
 * <p>Source: that action and `autograding-command-grader`, both version 1.
 */
public final class GithubClassroomReport {

    private GithubClassroomReport() {}

    public static String of(Result result) {
        return Base64.getEncoder().encodeToString(node(result).toString().getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    /** What is in the Base64. */
    public static ObjectNode node(Result result) {
        boolean graded = result.exitCode() != 2;
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", 1);
        root.put("status", !graded ? "error" : result.exitCode() == 0 ? "pass" : "fail");
        root.put("max_score", graded ? result.checkable() : 0);
        ArrayNode tests = root.putArray("tests");
        String problem = CheckText.problem(result);
        if (!problem.isEmpty()) {
            tests.add(test(result.lab().name(), graded ? "fail" : "error", 0, problem, ""));
        }
        result.tasks().forEach(task -> tests(tests, result, task));
        return root;
    }

    private static void tests(ArrayNode tests, Result result, TaskResult task) {
        for (CheckResult check : task.checks()) {
            String status = switch (Outcome.of(check, task.task())) {
                case PASSED -> "pass";
                case FAILED -> "fail";
                case ERROR -> "error";
                case SKIPPED -> "";          // Classroom knows no such status
            };
            if (!status.isEmpty()) {
                tests.add(test(CheckText.name(task.task(), check), status, check.earned(), CheckText.message(check),
                        CheckText.again(result, check)).put("duration", check.millis()));
            }
        }
    }

    private static ObjectNode test(String name, String status, int score, String message, String code) {
        return JsonNodeFactory.instance.objectNode()
                .put("name", WorkflowCommand.inLog(name))
                .put("status", status)
                .put("score", score)
                .put("message", WorkflowCommand.inLog(message))
                .put("test_code", WorkflowCommand.inLog(code))
                .put("filename", "")
                .put("line_no", 0)
                .put("duration", 0);
    }
}
