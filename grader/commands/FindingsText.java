package grader.commands;

import grader.results.report.JobLog;
import grader.teaching.gradebook.Finding;
import grader.teaching.gradebook.RecordedResults;
import grader.teaching.gradebook.ResultSummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands that read recorded results say at their end. */
final class FindingsText {

    private FindingsText() {}

    /**
     * @param done what was done with the results
     * @return the exit code: 1 if something is missing or doubled
     */
    static int print(RecordedResults results, List<Finding> findings, String done, CommandSpec spec) {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> text.append(finding).append('\n'));
        if (!findings.isEmpty()) {
            text.append('\n');
        }
        String labs = results.results()
                .stream()
                .map(ResultSummary::attempt)
                .collect(Collectors.groupingBy(attempt -> attempt.lab(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(lab -> lab.getValue() + " of " + lab.getKey())
                .collect(Collectors.joining(", "));
        text.append(results.results().size() + " results" + (labs.isEmpty() ? "" : ", " + labs) + ", " + done + "\n");
        PrintWriter out = spec.commandLine().getOut();
        out.print(JobLog.of(text.toString()));
        out.flush();
        return findings.isEmpty() ? 0 : 1;
    }
}
