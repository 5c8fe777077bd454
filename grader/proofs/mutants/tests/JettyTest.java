package grader.proofs.mutants.tests;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import grader.core.course.Course;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.proofs.testing.BothBuilds;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jetty, with its own matching, as a solution of lab 04: each check that it does not pass is justified by a clause. A
 * check that fails it for anything else is unfair.
 */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JettyTest {

    private static final Path SCRIPT = Course.here().root().resolve("grader/proofs/mutants/tests/jetty/jetty.java");

    /** The checks that Jetty does not pass, and what of the lab's text it does otherwise. */
    private static final Map<String, String> LACKS = new TreeMap<>(Map.ofEntries(
            entry("most-specific", "match: segment by segment. Jetty sorts patterns by kind, then by their length: a "
                    + "parameter may go before a text"),
            entry("backtracks", "match: the same order. `/*rest` is a pattern of a better kind than `/{x}/b/c/d`"),
            entry("empty-segment",
                    "match: `/b/c/*rest` begins with its last slash. Jetty's `/b/c/*` takes `/b/c`, too"),
            entry("problems", "not-found-or-not-allowed: a problem body (RFC 9457). Jetty's errors are HTML, or plain "
                    + "JSON where that is asked for"),
            entry("options", "not-found-or-not-allowed: OPTIONS is answered, also `*`. Jetty 12 hands `*` to the "
                    + "handlers as a path"),
            entry("redirects", "normalize: a trailing slash is redirected. Jetty's mappings know no other form of a "
                    + "path"),
            entry("no-redirect", "normalize: the same; its control is a redirect"),
            entry("own-host", "normalize: the same; its control is a redirect"),
            entry("conflicts", "conflicts: fail at start. Jetty keeps both patterns, and the last registration wins"),
            entry("conflict-in-file", "conflicts: the same"),
            entry("bad-line",
                    "conflicts: a bad line is named. Jetty has no file of routes, and takes any text for one"),
            entry("costs-the-same", "scale: CPU time ratio under 3. Jetty tries one template after another")));
    /**
     * Each new mapping is compared with all before it: 50,000 of them take 18 s of CPU time, more or less than a start
     * may take.
     */
    private static final String SLOW_START = "finds-all";

    @Test
    void getsWhatItDeserves(@TempDir Path folder) throws Exception {
        BothBuilds.jbang(folder, "build", SCRIPT.toString());
        String path = BothBuilds.jbang(folder, "info", "classpath", SCRIPT.toString()).strip();
        Result result = grade("'" + ProcessHandle.current().info().command().orElseThrow()
                + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + path
                + "' grader.proofs.mutants.tests.jetty.jetty");

        Map<String, String> lacking = result.tasks()
                .stream()
                .flatMap(task -> task.checks().stream())
                .filter(check -> check.verdict() != Verdict.PASSED)
                .collect(Collectors.toMap(CheckResult::id, check -> check.verdict() + " " + check.reason(),
                        (one, same) -> one, TreeMap::new));
        lacking.remove(SLOW_START);
        assertEquals(LACKS.keySet(), lacking.keySet(), lacking::toString);
    }

    private static Result grade(String command) {
        Settings settings =
                new Settings(Course.here().lab("lab04"), Optional.empty(), Optional.empty(), "jetty", false, false,
                        Optional.of(new Program.Command(command)));
        Result result = new Grading(settings, ignored -> {}).grade();
        assertEquals(Optional.empty(), result.problem());
        assertFalse(result.graderFailed(), "grader errors");
        return result;
    }
}
