package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.bench.caches.contest.Contest;
import grader.bench.caches.contest.ContestResult;
import grader.bench.caches.contest.ContestTable;
import grader.bench.caches.contest.Entrant;
import grader.bench.caches.contest.Optimum;
import grader.bench.caches.contest.Trace;
import grader.core.console.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The contest of caches: its requests, the best that is possible, and what it says of the others. */
class CacheContestTest {

    private static final int FEW = 50_000;

    @Test
    void theBestPossibleIsWhatTheBestOfAllChoicesHas() {
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            int[] requests = random.ints(1 + random.nextInt(11), 0, 2 + random.nextInt(4)).toArray();
            int entries = 1 + random.nextInt(3);
            assertEquals(best(requests, 0, new TreeSet<>(), entries), Optimum.hits(requests, entries),
                    () -> entries + " entries, " + Arrays.toString(requests));
        }
    }

    /** Tries all that a cache can do: to keep a new value in place of any other, or not at all. */
    private static int best(int[] requests, int next, Set<Integer> kept, int entries) {
        if (next == requests.length) {
            return 0;
        }
        if (kept.contains(requests[next])) {
            return 1 + best(requests, next + 1, kept, entries);
        }
        int best = best(requests, next + 1, kept, entries);
        Set<Integer> more = new TreeSet<>(kept);
        more.add(requests[next]);
        if (more.size() <= entries) {
            return Math.max(best, best(requests, next + 1, more, entries));
        }
        for (int victim : kept) {
            Set<Integer> others = new TreeSet<>(more);
            others.remove(victim);
            best = Math.max(best, best(requests, next + 1, others, entries));
        }
        return best;
    }

    @ParameterizedTest
    @EnumSource
    void aTraceIsTheSameInEachRun(Trace trace) {
        int[] requests = trace.requests(FEW);
        assertEquals(FEW, requests.length);
        assertArrayEquals(requests, trace.requests(FEW));
    }

    @Test
    void aDayHasNewProductsAndNights() {
        int[] day = Trace.DAY.requests(FEW);
        int part = FEW / 10;
        Set<Integer> first = news(day, 0, part);
        Set<Integer> last = news(day, FEW - part, FEW);
        assertFalse(first.isEmpty());
        first.retainAll(last);
        assertTrue(first.size() < last.size() / 2, "popular in the first and last tenth: " + first.size());
    }

    private static Set<Integer> news(int[] day, int from, int to) {
        return IntStream.range(from, to)
                .map(i -> day[i])
                .filter(product -> product >= Trace.PRODUCTS)
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Caffeine has 80 of 100 possible hits in each trace, and LRU 75. @param hits of the learner's, by trace */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            80, 76, 90  | Your cache has 82 % of the hits that are possible, Caffeine 80 %. | Admission would help
            80, 79, 76  | has 78 % | no time to become popular
            80, 80, 79  | has 80 % | know the future
            50, 80, 80  | has 70 % | Even LRU has more
            101, 90, 90 | has 94 % | keeps more values than it may
            """)
    void aContestSaysWhatWouldHelp(String hits, String reached, String help) {
        String text = ContestTable.of(result(hits), Style.PLAIN);
        assertTrue(text.contains(reached) && text.contains(help), text);
        assertTrue(text.contains("\nCaffeine            ████████░░  40.0 %  ████████░░  40.0 %  30 ns\n"), text);
        assertTrue(text.matches("(?s).* Caffeine( +80 %){4} +30 ns +1\\.5\n.*"), text);
    }

    @Test
    void aPlainTerminalGetsPlainCharacters() {
        String text = ContestTable.of(result("80, 80, 80"), new Style(false, false));
        assertTrue(text.chars().allMatch(character -> character < 0x7f && (character >= ' ' || character == '\n')),
                text);
        assertTrue(text.contains("########..  40.0 %"), text);
    }

    private static ContestResult result(String hits) {
        List<Integer> mine = Stream.of(hits.split(", *")).map(Integer::valueOf).toList();
        Entrant yours = new Entrant("yours", "mine", true, null);
        Entrant caffeine = new Entrant("Caffeine", "caffeine", false, null);
        return new ContestResult(Stream.of(Trace.values())
                .flatMap(trace -> Stream.of(10, 20)
                        .map(entries -> new Contest.Round(trace, entries, 200, 100, Map.of(
                                yours, new Contest.Score(mine.get(trace.ordinal()), 40, 2),
                                caffeine, new Contest.Score(80, 30, 1.5),
                                Entrant.LRU, new Contest.Score(75, 20, 1)))))
                .toList());
    }
}
