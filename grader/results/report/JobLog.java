package grader.results.report;

import java.util.Map;
import java.util.UUID;

/**
 * The log of a GitHub job. A line in it that begins with `::`, or has `##[`, is a command to the runner, and what a
 * submission writes stands in reports: so commands are off from the first line of a report to its last.
 *
 * <p>Source: docs.github.com, "Workflow commands for GitHub Actions", stopping and starting workflow commands.
 */
public final class JobLog {

    private JobLog() {}

    /** The text as it has to be printed by this program, in such a job or elsewhere. */
    public static String of(String text) {
        return of(text, System.getenv());
    }

    /** @param environment has `GITHUB_ACTIONS` in a job */
    public static String of(String text, Map<String, String> environment) {
        if (!environment.containsKey("GITHUB_ACTIONS")) {
            return text;
        }
        String token = UUID.randomUUID().toString();        // a submission that knew it could switch commands on
        return "::stop-commands::" + token + "\n" + text.stripTrailing() + "\n::" + token + "::\n";
    }
}
