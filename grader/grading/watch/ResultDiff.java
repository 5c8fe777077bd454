package grader.grading.watch;

import grader.core.console.Style;
import grader.results.result.Result;
import grader.results.result.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/** What differs between two gradings: `+` a check that passes now, `-` a check that passed before, and the points. */
public final class ResultDiff {

    private record Seen(String line, Verdict verdict) {}

    private ResultDiff() {}

    /** @param before null: there is none */
    public static String of(Result before, Result now, Style style) {
        if (before == null) {
            return "";
        }
        Map<String, Seen> then = checks(before);
        StringBuilder out = new StringBuilder();
        checks(now).forEach((id, check) -> {
            Seen old = then.get(id);
            if (old == null || passed(old) == passed(check)) {
                return;
            }
            out.append(passed(check) ? style.green("+ " + check.line())
                    : style.red("- " + check.line())
                            + (check.verdict() == Verdict.FAILED ? "" : style.dim(" (" + check.verdict() + ")")));
            out.append('\n');
        });
        return out + points(before, now, style) + "\n";
    }

    private static boolean passed(Seen check) {
        return check.verdict() == Verdict.PASSED;
    }

    private static String points(Result before, Result now, Style style) {
        return before.earned() == now.earned() ? style.dim("still " + now.earned() + " points") + "\n"
                : "points " + before.earned() + (style.unicode() ? " → " : " -> ") + style.bold("" + now.earned())
                        + "\n";
    }

    private static Map<String, Seen> checks(Result result) {
        Map<String, Seen> all = new LinkedHashMap<>();
        result.tasks()
                .forEach(task -> task.checks()
                        .forEach(check -> all.put(check.id(),
                                new Seen(task.task().id() + " · " + check.says(), check.verdict()))));
        return all;
    }
}
