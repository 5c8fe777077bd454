package grader.results.report;

import grader.results.report.escape.Csv;
import grader.results.result.Place;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.TaskResult;
import java.util.List;

/** The result as CSV: a line with names, then one line per check. Spreadsheets take no cell for a formula. */
public final class CsvReport {

    private static final List<String> NAMES = List.of("lab", "task", "check", "says", "verdict", "earned", "points",
            "stretch", "cases passed", "cases", "reason", "clause", "place", "seed", "milliseconds");

    private CsvReport() {}

    public static String of(Result result) {
        StringBuilder lines = new StringBuilder(Csv.line(NAMES));
        for (TaskResult task : result.tasks()) {
            task.checks().forEach(check -> lines.append(line(result, task, check)));
        }
        return lines.toString();
    }

    private static String line(Result result, TaskResult task, CheckResult check) {
        return Csv.line(List.of(result.lab().name(), task.task().id(), check.id(), check.says(), check.verdict(),
                check.earned(), check.points(), task.task().stretch(), check.cases().passed(), check.cases().all(),
                check.reason(), check.clause(), Place.shown(result.lab(), task.place()), result.seed(),
                check.millis()));
    }
}
