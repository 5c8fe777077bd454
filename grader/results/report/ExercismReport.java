package grader.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.course.Task;
import grader.results.report.escape.Cut;
import grader.results.report.escape.JsonText;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Result.TaskResult;
import java.util.stream.Collectors;

/**
 * The result as Exercism's test runner interface, version 3, has it. A task's number is its place in the lab. `output`
 * is what the server wrote to standard error. Exercism knows no points and no skipped tests: what was skipped is left
 * out, and so is a stretch task that does not pass.
 *
 * <p>Source: exercism.org/docs/building/tooling/test-runners/interface.
 */
public final class ExercismReport {

    private static final int MOST_OUTPUT = 500;
    private static final int MOST_MESSAGE = 65_535;
    private static final String CUT = "\nOutput was truncated. Please limit to 500 chars";

    private ExercismReport() {}

    public static String of(Result result) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        String problem = CheckText.problem(result);
        root.put("version", 3);
        root.put("status", !problem.isEmpty() ? "error" : result.exitCode() == 0 ? "pass" : "fail");
        root.put("message", problem.isEmpty() ? null : message(problem));
        if (problem.isEmpty()) {
            ArrayNode tests = root.putArray("tests");
            result.tasks().forEach(task -> tests(tests, result, task));
        }
        return JsonText.of(root);
    }

    private static void tests(ArrayNode tests, Result result, TaskResult task) {
        for (CheckResult check : task.checks()) {
            Outcome outcome = Outcome.of(check, task.task());
            if (outcome != Outcome.SKIPPED) {
                ObjectNode test = tests.addObject();
                String details = CheckText.details(result, task.task(), check);
                String output = check.failure().map(ExercismReport::output).orElse("");
                test.put("name", check.says());
                test.put("status", outcome == Outcome.PASSED ? "pass" : "fail");
                test.put("message", details.isEmpty() ? null : message(details));
                test.put("output", output.isEmpty() ? null : output);
                test.put("test_code", CheckText.again(result, check));
                test.put("task_id", number(result, task.task()));
            }
        }
    }

    private static String output(Failure failure) {
        return Cut.toCharacters(failure.serverSaid().stream().collect(Collectors.joining("\n")), MOST_OUTPUT, CUT);
    }

    private static String message(String text) {
        return Cut.toBytes(text, MOST_MESSAGE, "\n…");
    }

    private static int number(Result result, Task task) {
        return result.lab().tasks().stream().map(Task::id).toList().indexOf(task.id()) + 1;
    }
}
