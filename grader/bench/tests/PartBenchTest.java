package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.conformance.peers.known.JbangBuild;
import grader.core.course.Course;
import grader.machine.os.Commands;
import grader.machine.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The benches of parts: their tables, and what does not depend on the machine. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("nightly")
@ResourceLock("processors")        // Two benches at the same time would measure each other.
class PartBenchTest {

    private static final String TIME = "[\\d,]+ ns +[\\d.]+";
    private static final double CLOSE = 3;

    @Test
    void parsersUnderstandTheSame() throws Exception {
        String out = quick("parser", "--only", "curl");
        assertEquals(4, rows(out, "own|microhttp|netty|jetty", TIME + " +[\\d,]+").size(), out);
    }

    @Test
    void aRouterIsComparedWithARouterAndAnOnionWithNone() throws Exception {
        String out = quick("handlers");
        assertEquals(2, rows(out, "50 routes|50,000 routes", TIME).size(), out);
        assertEquals(3, rows(out, "no layer|six layers, .*", TIME).size(), out);
    }

    @Test
    void theCacheEvictsAsAnIdealLruDoes() throws Exception {
        String caches = "lab 09's cache|Caffeine|LinkedHashMap, synchronized";
        String out = quick("cache");
        assertEquals(6, rows(out, caches, TIME).size(), out);
        List<MatchResult> shares = rows(out, "\\d\\. {2}(?:LinkedHashMap, LRU|reference)",
                "(\\d+) % +(\\d+) % +(\\d+) % +(\\d+) % +\\d+ ns +[\\d.]+");
        assertEquals(2, shares.size(), out);
        for (int group = 2; group <= 5; group++) {
            assertEquals(Integer.parseInt(shares.getLast().group(group)),
                    Integer.parseInt(shares.getFirst().group(group)), CLOSE, out);
        }
        assertEquals(1, rows(out, "a hit", "[\\d.]+ µs +1").size(), out);
        assertEquals(1, rows(out, "a load over HTTP, loopback", "[\\d.,]+ µs +[\\d,]+").size(), out);
    }

    @Test
    void thePoolIsFair() throws Exception {
        String pools = "HikariCP.*|lab 10's pool.*|no pool";
        String out = quick("pool");
        assertEquals(12, rows(out, pools, TIME).size(), out);
        List<MatchResult> fairness = rows(out, pools, "[\\d.]+ ms +[\\d.]+ ms +(\\d+) +(\\d+) +(\\d+)");
        assertEquals(2, fairness.size(), out);
        MatchResult own = fairness.getLast();
        assertTrue(Integer.parseInt(own.group(3)) <= 2 * Integer.parseInt(own.group(2)), "not fair: " + own.group());
        assertEquals("0", own.group(4), own::group);
        String opening = "[\\d.,]+ µs( +[\\d.,]+ µs +[\\d,]+){2}";
        assertEquals(2, rows(out, "H2, in .*", opening).size(), out);
        if (PostgresServer.isAvailable()) {
            assertEquals(1, rows(out, "PostgreSQL", opening).size(), out);
            List<MatchResult> outages = rows(out, pools, "[\\d,]+ ms +(\\d+) +(\\d+) +[\\d,]+ ms +([\\d,]+) ms +\\d+");
            assertEquals(3, outages.size(), out);
            outages.forEach(outage -> assertFalse(outage.group(3).equals("0"), "nothing failed: " + outage.group()));
        } else {
            assertTrue(out.contains("PostgreSQL is not measured"), out);
        }
    }

    @Test
    void breakersOpenAtTheSameCall() throws Exception {
        String out = quick("breaker");
        assertEquals(6, rows(out, "resilience4j|lab 13's breaker|no breaker", TIME).size(), out);
    }

    /** What a bench prints in a process of its own, with libraries of its own. */
    private static String quick(String name, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                JbangBuild.classPath(Course.here().root().resolve("grader/bench/bench.java")), "grader.bench.bench",
                name, "--quick"));
        command.addAll(List.of(more));
        return Commands.output(command);
    }

    private static List<MatchResult> rows(String out, String names, String cells) {
        return Pattern.compile("(?m)^(" + names + ") {2,}" + cells + "$").matcher(out).results().toList();
    }
}
