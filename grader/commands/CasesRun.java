package grader.commands;

import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.course.CaseFile;
import grader.grading.engine.CheckDefinition;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.results.report.CasesReport;
import grader.results.report.JobLog;
import grader.results.result.Result;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** `grade lab07 --cases`: what has broken well-known servers, sent to this one. */
final class CasesRun {

    private CasesRun() {}

    /** @return the exit code of the result */
    static int run(Settings settings, PrintWriter out) {
        Map<CaseFile, Result.CheckResult> results = new LinkedHashMap<>();
        ProgressLine line = ProgressLine.onTerminal(System.err);
        Result result;
        try (line) {
            result = new Grading(settings, line::say).grade();
        }
        for (CaseFile file : CheckDefinition.cases(settings)) {
            CheckDefinition check = CheckDefinition.of(file, settings.lab().course());
            result.tasks()
                    .stream()
                    .filter(task -> task.task().equals(check.task()))
                    .flatMap(task -> task.checks().stream())
                    .filter(one -> one.id().equals(check.id()))
                    .forEach(one -> results.put(file, one));
        }
        out.print(JobLog.of(CasesReport.of(result, results, Style.ofStandardOutput())));
        out.flush();
        return result.exitCode();
    }
}
