package grader.results.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.files.Sha256;
import grader.results.report.escape.JsonText;
import grader.results.result.Place;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;

/**
 * What is wrong as a Code Quality report of GitLab, which shows it in a merge request next to the code: one violation
 * per check that costs points, at the line of its task. The fingerprint is that of the lab and the check, so GitLab
 * knows which violations are new and which are gone.
 *
 * <p>Source: docs.gitlab.com, "Code Quality", the report format.
 */
public final class GitlabCodeQualityReport {

    private GitlabCodeQualityReport() {}

    public static String of(Result result) {
        ArrayNode violations = JsonNodeFactory.instance.arrayNode();
        result.problem().ifPresent(problem -> {
            Place place = Place.of(result.lab(), problem.what());
            violation(violations, result, problem.stage(), "blocker", problem.what() + "; " + problem.remedy(), place);
        });
        if (result.problem().isEmpty()) {
            result.tasks().forEach(task -> violations(violations, result, task));
        }
        return JsonText.of(violations);
    }

    private static void violations(ArrayNode violations, Result result, TaskResult task) {
        for (CheckResult check : task.checks()) {
            if (Outcome.of(check, task.task()) == Outcome.FAILED) {
                String severity = switch (check.verdict()) {
                    case FAILED -> "major";
                    case NOT_RUN -> "minor";
                    default -> "info";
                };
                violation(violations, result, check.id(), severity,
                        CheckText.name(task.task(), check) + " (" + check.earned() + " of " + check.points()
                                + " points): " + CheckText.message(check),
                        Place.of(result.lab(), task.place()));
            }
        }
    }

    private static void violation(ArrayNode violations, Result result, String check, String severity,
            String description, Place place) {
        String name = result.lab().name() + "/" + check;
        ObjectNode violation = violations.addObject();
        violation.put("description", description)
                .put("check_name", name)
                .put("fingerprint", Sha256.of(name.getBytes(UTF_8)));
        violation.put("severity", severity);
        violation.putObject("location").put("path", place.file()).putObject("lines").put("begin", place.line());
    }
}
