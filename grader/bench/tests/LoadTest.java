package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.bench.load.Load;
import grader.bench.load.Scenario;
import grader.bench.load.Tally;
import grader.bench.server.Cpus;
import grader.proofs.testing.HeldAnswers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The load of `bench server` is what its scenarios say, whatever the server does. */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LoadTest {

    private static final long MILLI = 1_000_000;
    private static final long LONG = 60_000 * MILLI;
    private static final int LANES = 64;
    /** With 64 connections that is a request each every 10 ms. */
    private static final double RATE = 6_400;

    @ParameterizedTest
    @CsvSource({"S1, 1", "S2, 16"})
    void noConnectionHasMoreUnderWayThanItsScenarioSays(Scenario scenario, int depth) throws Exception {
        try (HeldAnswers server = new HeldAnswers(Integer.MAX_VALUE);
                Load load = new Load(server.address(), scenario)) {
            Tally wakeUp = load.closed(20 * MILLI, () -> false);
            assertEquals(0, wakeUp.answers());
            Tally tally = load.closed(LONG, new Looks(server, 2 * LANES * depth)::enough);
            assertTrue(tally.answers() >= LANES * depth, tally::toString);
            assertEquals(depth, server.most());
        }
    }

    /**
     * Called every tenth of a second: it releases the held responses, and ends the load when twice as many requests
     * have come as may be under way. Then the load has had responses to half of them.
     */
    private record Looks(HeldAnswers server, int requests) {

        boolean enough() {
            server.release();
            return server.seen() >= requests;
        }
    }

    @Test
    void whatWasUnderWayBeforeIsNotTimed() throws Exception {
        try (HeldAnswers server = new HeldAnswers(Integer.MAX_VALUE);
                Load load = new Load(server.address(), Scenario.S1)) {
            load.closed(20 * MILLI, () -> false);
            server.release();
            Tally tally = load.paced(50 * MILLI, RATE);
            assertEquals(5 * LANES, tally.times().getTotalCount(), "requests in 50 ms");
            assertEquals(0, tally.failed());
        }
    }

    @Test
    void whatIsNeverAnsweredCountsWithTheTimeItWaits() throws Exception {
        try (HeldAnswers server = new HeldAnswers(1); Load load = new Load(server.address(), Scenario.S1)) {
            server.release();
            Tally tally = load.paced(50 * MILLI, RATE);
            assertEquals(LANES, tally.answers());
            assertEquals(5 * LANES, tally.times().getTotalCount(), "answered, sent, and due but never sent");
            assertTrue(tally.times().getCountBetweenValues(500 * MILLI, LONG) >= 4 * LANES,
                    "they wait for a second more");
            assertTrue(tally.rate() < RATE / 2, "a server that cannot keep up has a lower rate than the load's");
        }
    }

    @Test
    void serversAndLoadHaveCoresOfTheirOwn() {
        List<Integer> four = List.of(0, 1, 2, 3);
        Cpus neighbours = Cpus.split(four, cpu -> "core " + cpu / 2);
        assertEquals(List.of(List.of(0, 1), List.of(2, 3)), List.of(neighbours.servers(), neighbours.load()));
        Cpus interleaved = Cpus.split(four, cpu -> "core " + cpu % 2);
        assertEquals(List.of(List.of(0, 2), List.of(1, 3)), List.of(interleaved.servers(), interleaved.load()));
        Cpus one = Cpus.split(List.of(0, 1), cpu -> "the core");
        assertEquals("servers on processor 0, load on 1, both of one core: they slow each other", one.words());
        assertEquals("server and load share all processors", Cpus.split(List.of(), cpu -> "").words());
    }
}
