package grader.results.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import grader.results.report.escape.Cut;
import grader.results.report.escape.JsonText;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * The result as `classroom50/result/v1`, the `result.json` of an autograder of Classroom 50. Whose submission it is
 * comes from the environment variables that its runner sets. If the grader could not do its work there are no tests and
 * 0 of 0 points; an autograder that then exits with a code other than 0 is not counted at all.
 *
 * <p>Source: the wiki of github.com/foundation50/classroom50, "Advanced Autograding".
 */
public final class Classroom50Report {

    private static final List<String> NEEDED =
            List.of("CLASSROOM", "ASSIGNMENT", "OWNER", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL");
    private static final int MOST_OUTPUT = 20_000;       // the whole may have 10 MiB

    private Classroom50Report() {}

    /** @throws UserError if this program does not run under the runner of Classroom 50 */
    public static String of(Result result) {
        return of(result, System.getenv(), Instant.now());
    }

    /** @param environment as the runner of Classroom 50 sets it */
    public static String of(Result result, Map<String, String> environment, Instant now) {
        require(environment);
        boolean graded = result.exitCode() != 2;
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema", "classroom50/result/v1");
        root.put("classroom", environment.get("CLASSROOM"));
        root.put("assignment", environment.get("ASSIGNMENT"));
        root.put("assignment_type", environment.getOrDefault("ASSIGNMENT_TYPE", "individual"));
        root.put("owner", environment.get("OWNER"));
        root.put("submission", environment.get("SUBMISSION_TAG"));
        root.put("commit", environment.get("COMMIT_URL"));
        root.put("release", environment.get("RELEASE_URL"));
        root.put("review", environment.getOrDefault("REVIEW_URL", environment.get("COMMIT_URL")));
        root.put("datetime", time).put("graded_at", time);
        root.put("score", graded ? result.earned() : 0).put("max-score", graded ? result.checkable() : 0);
        ArrayNode tests = root.putArray("tests");
        if (graded) {
            result.tasks().forEach(task -> tests(tests, result, task));
        }
        return JsonText.of(root);
    }

    /**
     * Before anything is graded.
     *
     * @throws UserError that names the variables that are missing
     */
    static void require(Map<String, String> environment) {
        List<String> missing = NEEDED.stream().filter(name -> environment.getOrDefault(name, "").isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new UserError("--report classroom50=… needs the environment variables " + String.join(", ", missing),
                    "the runner of Classroom 50 sets them; to try it elsewhere, set them yourself");
        }
    }

    private static void tests(ArrayNode tests, Result result, TaskResult task) {
        for (CheckResult check : task.checks()) {
            Outcome outcome = Outcome.of(check, task.task());
            if (outcome != Outcome.SKIPPED) {
                tests.addObject()
                        .put("test-name", CheckText.name(task.task(), check))
                        .put("passed", outcome == Outcome.PASSED)
                        .put("score", check.earned())
                        .put("max-score", check.points())
                        .put("output", Cut.toCharacters(CheckText.details(result, task.task(), check), MOST_OUTPUT,
                                "\n…"));
            }
        }
    }
}
