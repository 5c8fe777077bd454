package grader.results.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import grader.results.report.JobLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server writes is no command to the runner of a job. */
class JobLogTest {

    private static final String REPORT = "it said:\n  ::error::no\n  ##[debug]no\n";
    private static final Map<String, String> JOB = Map.of("GITHUB_ACTIONS", "true");

    @Test
    void commandsAreOffFromTheFirstLineToTheLast() {
        List<String> lines = JobLog.of(REPORT, JOB).lines().toList();
        String token = lines.getFirst().replaceFirst("^::stop-commands::", "");
        assertEquals(REPORT.lines().toList(), lines.subList(1, 4));
        assertEquals("::" + token + "::", lines.getLast());
        assertEquals(5, lines.size());
        assertNotEquals(lines.getFirst(), JobLog.of(REPORT, JOB).lines().findFirst().orElseThrow(), "cannot be known");
    }

    @Test
    void elsewhereTheReportIsAsItIs() {
        assertEquals(REPORT, JobLog.of(REPORT, Map.of()));
    }
}
