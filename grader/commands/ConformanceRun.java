package grader.commands;

import grader.conformance.ConformanceOf;
import grader.conformance.ConformanceText;
import grader.conformance.Outcome;
import grader.conformance.Suite;
import grader.conformance.requirements.Requirement;
import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.console.UserError;
import grader.grading.engine.Settings;
import grader.results.report.JobLog;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** `grade lab07 --conformance`: every requirement of the RFCs that can be seen from outside. */
final class ConformanceRun {

    /** The first lab whose server has the routes that are asked. */
    private static final int FIRST_LAB = 7;

    private ConformanceRun() {}

    /** @return the exit code: 1 if a MUST is unmet */
    static int run(Settings settings, PrintWriter out) {
        if (settings.lab().number() < FIRST_LAB) {
            throw new UserError("--conformance asks a server of lab07 or later, and " + settings.lab().name()
                    + " has none of its routes", "./jbang grade lab07 --conformance");
        }
        List<Requirement> chosen = chosen(settings.only());
        List<Outcome> outcomes;
        ProgressLine line = ProgressLine.onTerminal(System.err);
        try (line) {
            outcomes = ConformanceOf.of(settings, chosen, line::say);
        }
        out.print(JobLog.of(ConformanceText.of(outcomes,
                one -> "./jbang grade " + settings.call() + " --conformance --only " + one.id(),
                Style.ofStandardOutput())));
        out.flush();
        return outcomes.stream().anyMatch(Outcome::isBad) ? 1 : 0;
    }

    private static List<Requirement> chosen(Optional<String> only) {
        List<Requirement> chosen =
                Suite.requirements().stream().filter(one -> only.isEmpty() || one.id().equals(only.get())).toList();
        if (chosen.isEmpty()) {
            throw new UserError("--only " + only.get() + ": there is no such requirement",
                    "leave it out: then all are listed");
        }
        return chosen;
    }
}
