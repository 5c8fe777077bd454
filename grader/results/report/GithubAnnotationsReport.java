package grader.results.report;

import grader.results.report.escape.WorkflowCommand;
import grader.results.result.Place;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result as annotations of a GitHub job: errors at the tasks that failed, warnings at shortcuts and at the tasks
 * that are not written yet, and a notice with the score. They take effect when a step prints them to standard output.
 *
 * <p>GitHub shows ten of each kind per step. So the tenth error stands for all others.
 */
public final class GithubAnnotationsReport {

    private static final int MOST = 10;

    private GithubAnnotationsReport() {}

    public static String of(Result result) {
        List<WorkflowCommand> errors = new ArrayList<>();
        List<WorkflowCommand> warnings = new ArrayList<>();
        String problem = CheckText.problem(result);
        if (!problem.isEmpty()) {
            errors.add(command("error", result, result.problem().map(Result.Problem::what).orElse(""),
                    result.lab().name() + " is not graded", problem));
        }
        result.shortcuts()
                .forEach(each -> warnings.add(command("warning", result, each.place(),
                        result.lab().name() + ": a shortcut", each.says())));
        for (TaskResult task : result.tasks()) {
            if (task.verdict() == Verdict.NOT_STARTED) {
                warnings.add(command("warning", result, task.place(), task.task().id() + " is not written yet",
                        task.task().title() + ": " + task.task().points() + " points"));
            } else if (result.problem().isEmpty()) {
                task.failed().forEach(check -> errors.add(failure(result, task, check)));
            }
        }
        String title = result.lab().name() + ": " + result.score();
        StringBuilder lines = new StringBuilder();
        shown(errors, result).forEach(lines::append);
        warnings.stream().limit(MOST).forEach(lines::append);
        long passed = result.tasks().stream().filter(task -> task.verdict() == Verdict.PASSED).count();
        return lines.append(new WorkflowCommand("notice", Map.of("title", title),
                passed + " of " + result.tasks().size() + " tasks pass")).toString();
    }

    private static List<WorkflowCommand> shown(List<WorkflowCommand> errors, Result result) {
        if (errors.size() <= MOST) {
            return errors;
        }
        List<WorkflowCommand> shown = new ArrayList<>(errors.subList(0, MOST - 1));
        shown.add(new WorkflowCommand("error", Map.of("title", result.lab().name()),
                (errors.size() - shown.size()) + " more checks fail; the report names them"));
        return shown;
    }

    private static WorkflowCommand failure(Result result, TaskResult task, CheckResult check) {
        return command(Outcome.of(check, task.task()) == Outcome.SKIPPED ? "notice" : "error", result, task.place(),
                CheckText.name(task.task(), check), CheckText.message(check) + "\n" + CheckText.again(result, check));
    }

    private static WorkflowCommand command(String kind, Result result, String where, String title, String message) {
        Place place = Place.of(result.lab(), where);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("file", place.file());
        properties.put("line", String.valueOf(place.line()));
        properties.put("title", title);
        return new WorkflowCommand(kind, properties, message);
    }
}
