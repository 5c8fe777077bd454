package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.machine.postgres.PostgresServer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** `bench pool` as a whole: its form, and what does not depend on the machine, which is that the pool is fair. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("nightly")
@ResourceLock("processors")        // Two benches at the same time would measure each other.
class PoolBenchTest {

    @Test
    void measuresThePoolNextToHikari() throws Exception {
        String out = QuickBench.output("pool");
        assertEquals(4, rows(out, "(?:\\d+ ns +[\\d.]+ *){3}").size(), out);

        List<MatchResult> fairness = rows(out, "[\\d.]+ ms +[\\d.]+ ms +(\\d+) +(\\d+) +(\\d+)");
        assertEquals(2, fairness.size(), out);
        MatchResult own = fairness.getLast();
        assertTrue(Integer.parseInt(own.group(3)) <= 2 * Integer.parseInt(own.group(2)), "not fair: " + own.group());
        assertEquals("0", own.group(4), own::group);

        assertEquals(2, Pattern.compile("(?m)^H2, in .* µs +[\\d,]+ .* µs +[\\d,]+$").matcher(out).results().count(),
                out);
        if (PostgresServer.isAvailable()) {
            assertTrue(out.matches("(?s).*\nPostgreSQL +[\\d.,]+ µs .*"), out);
            List<MatchResult> outages = rows(out, "[\\d,]+ ms +(\\d+) +(\\d+) +[\\d,]+ ms +([\\d,]+) ms +\\d+");
            assertEquals(3, outages.size(), out);
            outages.forEach(outage -> assertFalse(outage.group(3).equals("0"), "nothing failed: " + outage.group()));
        } else {
            assertTrue(out.contains("PostgreSQL is not measured"), out);
        }
    }

    /** The rows of one table, in the order of the contestants. */
    private static List<MatchResult> rows(String out, String cells) {
        return Pattern.compile("(?m)^(HikariCP.*|lab 10's pool.*|no pool) {2,}" + cells + "$")
                .matcher(out)
                .results()
                .toList();
    }
}
