package grader.grading.server;

import grader.clients.http.ListeningLine;
import java.util.List;

/** What a server has printed instead of its `listening on` line, which goes on with a sentence that says so. */
public final class MissingLine {

    /** As many seconds of CPU time are more than any runtime needs to start. */
    private static final long BUSY = 8;
    private static final int LONGEST = 100;

    private MissingLine() {}

    /**
     * Of a server that has ended.
     *
     * @param said the lines of standard error
     */
    public static String ofEnded(List<String> said) {
        return said.stream().anyMatch(MissingLine::is)
                ? "; that line is on standard error: print it to standard output"
                : "";
    }

    /**
     * Of a server that still runs.
     *
     * @param printed the lines of standard output
     * @param said the lines of standard error
     * @param computed the seconds of CPU time that it has used
     */
    public static String ofRunning(List<String> printed, List<String> said, long computed) {
        if (!ofEnded(said).isEmpty()) {
            return ofEnded(said);
        }
        if (computed >= BUSY) {
            return ", in which it used " + computed + " s of CPU time";
        }
        if (printed.isEmpty()) {
            return "; it printed nothing: is its output flushed, as by print(…, flush=True) in Python?";
        }
        String last = printed.getLast();
        return "; the last line that it printed is '" + last.substring(0, Math.min(last.length(), LONGEST)) + "'";
    }

    private static boolean is(String line) {
        return ListeningLine.is(line) || ListeningLine.adminUrl(line).isPresent();
    }
}
