package grader.results.report;

import grader.core.console.Style;
import grader.core.course.CaseFile;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.util.Locale;
import java.util.Map;

/** What case files have shown: one line per case, with its clause, what failed in full, the sum. */
public final class CasesReport {

    private final Result result;
    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private CasesReport(Result result, Style style) {
        this.result = result;
        this.style = style;
    }

    /** @param results in the page's order */
    public static String of(Result result, Map<CaseFile, CheckResult> results, Style style) {
        CasesReport report = new CasesReport(result, style);
        report.write(results);
        return style.fit(report.out.toString());
    }

    private void write(Map<CaseFile, CheckResult> results) {
        line(style.bold(result.lab().name() + "  case files")
                + style.dim("   " + result.mode() + "   seed " + result.seed() + "   " + result.isolation()));
        line("");
        if (result.problem().isPresent()) {
            line(style.red(result.problem().get().what()));
            line("  " + result.problem().get().remedy());
            return;
        }
        results.forEach((file, check) -> line(String.format(Locale.ROOT, "  %s %-20s %s",
                Signs.of(check.verdict(), style), file.id(),
                file.who() + ", " + file.date() + style.dim("   " + check.clause()
                        + (check.verdict() == Verdict.PASSED || check.verdict() == Verdict.FAILED ? ""
                                : "   " + check.verdict() + ": " + check.reason())))));
        line("");
        results.forEach((file, check) -> check.failure()
                .filter(failure -> check.verdict() != Verdict.SKIPPED)
                .ifPresent(failure -> failed(file, check, failure)));
        long passed = count(results, Verdict.PASSED);
        long skipped = count(results, Verdict.SKIPPED);
        String sum = passed + " of " + (results.size() - skipped) + " cases pass";
        line((result.exitCode() == 0 ? style.green(sum) : style.bold(sum))
                + (skipped == 0 ? "" : ", " + skipped + " skipped")
                + style.dim(String.format(Locale.ROOT, "   in %.1f s, without points", result.millis() / 1000.0)));
    }

    private static long count(Map<CaseFile, CheckResult> results, Verdict verdict) {
        return results.values().stream().filter(check -> check.verdict() == verdict).count();
    }

    private void failed(CaseFile file, CheckResult check, Result.Failure failure) {
        line(Signs.of(check.verdict(), style) + " " + style.bold(file.id() + " · " + check.says())
                + style.dim("   " + file.stop() + "   " + check.clause()));
        line("");
        out.append(FailureText.ofCase(check, failure, style));
        line(style.dim("  again:  ") + "./jbang grade " + result.call() + " --only " + file.id() + " --seed "
                + result.seed());
        line(style.dim("  page:   ") + file.page(result.lab().course()).shown());
        line("");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
