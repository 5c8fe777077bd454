package grader.results.report;

import grader.core.console.Style;
import grader.results.result.Earlier;
import grader.results.result.Result;
import grader.results.result.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** What the console says of the labs that the graded one builds on. */
public final class EarlierText {

    private final Result result;
    private final Style style;

    public EarlierText(Result result, Style style) {
        this.result = result;
        this.style = style;
    }

    /** Which earlier labs are unfinished, where, and the ways on; empty if none is. */
    public String unfinished() {
        return result.earlier()
                .stream()
                .filter(each -> !each.unwritten().isEmpty())
                .map(this::unfinished)
                .collect(Collectors.joining());
    }

    private String unfinished(Earlier earlier) {
        String name = earlier.lab().name();
        StringBuilder out = new StringBuilder();
        out.append(style.red(name + " is not finished"))
                .append(", and ")
                .append(result.lab().name())
                .append(" builds on it. Not written yet:\n");
        earlier.unwritten().forEach(open -> out.append("  %-16s  %s%n".formatted(open.task().id(), open.place())));
        way(out, "finish it:", result.call().replaceFirst(result.lab().name(), name), "");
        way(out, "or for now:", result.call() + " --parts reference", "takes the reference's parts, this time");
        if (result.call().equals(result.lab().name())) {
            out.append(style.dim("  or go on:   "))
                    .append("%-40s".formatted("./jbang course skip " + name))
                    .append(style.dim("  takes them until you unskip it; yours are kept"))
                    .append('\n');
        }
        return out.append('\n').toString();
    }

    private void way(StringBuilder out, String label, String call, String what) {
        out.append(style.dim("  %-11s ".formatted(label)))
                .append(("%-40s  ".formatted("./jbang grade " + call) + style.dim(what)).stripTrailing())
                .append('\n');
    }

    /** After a failed check: how to find out whether the mistake is in an earlier lab; empty where that cannot be. */
    public String doubt() {
        List<Earlier> own = result.earlier().stream().filter(Earlier::isOwn).toList();
        boolean failed = result.tasks()
                .stream()
                .flatMap(task -> task.checks().stream())
                .anyMatch(check -> check.verdict() == Verdict.FAILED);
        if (!failed || own.isEmpty()) {
            return "";
        }
        String unproven = own.stream()
                .filter(each -> !each.unproven().isEmpty())
                .map(each -> each.lab().name() + "'s " + String.join(", ", each.unproven()))
                .collect(Collectors.joining("; "));
        return "Earlier parts are your own: ./jbang grade " + result.call()
                + " --parts reference tells whether the mistake is there"
                + (unproven.isEmpty() ? "" : " (not passed yet: " + unproven + ")") + "\n";
    }
}
