package grader.bench.caches.contest;

import grader.bench.util.Median;
import grader.core.console.ProgressLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each cache gets the same requests. Counts its hits, and measures how long a hit takes when all of them were sent. */
public final class Contest {

    /** How many values have room: 1, 5 and 20 products of a hundred. */
    static final List<Integer> SIZES = List.of(1_000, 5_000, 20_000);
    private static final byte[] VALUE = {};
    private static final int BATCH = 64;
    private static final int BATCHES = 128;
    private static final int TURNS = 20;
    /** A cache that does not keep what it has said it would keep has no hits to measure. */
    private static final int TRIES = 3;

    /**
     * @param hits of all requests
     * @param nanos that a hit takes; NaN if there is none
     * @param ratio of that to what {@link Entrant#LRU} takes
     */
    public record Score(int hits, double nanos, double ratio) {}

    /**
     * One size of all caches.
     *
     * @param best the most hits that are possible
     */
    public record Round(Trace trace, int entries, int requests, int best, Map<Entrant, Score> scores) {

        int hits(Entrant entrant) {
            return scores.get(entrant).hits();
        }

        /** The share of the possible hits that an entrant has had, from 0 to 1. */
        double share(Entrant entrant) {
            return hits(entrant) / (double) best;
        }

        /** From 0 to 1. */
        double rate(int hits) {
            return hits / (double) requests;
        }
    }

    /** A cache that has had all requests, and what it has now. */
    private static final class Played {
        private final Subject cache;
        private int loads;
        private int hits;
        private String[] present;

        private Played(Subject.Maker maker, int entries) {
            cache = maker.make(() -> {
                loads++;
                return VALUE;
            }, entries);
        }

        private void play(int[] requests, String[] keys) {
            for (int request : requests) {
                cache.get(keys[request]);
            }
            hits = requests.length - loads;
        }

        /**
         * Of the last requests those that are hits now: equal to keys in the cache, but not the same, as in a server.
         */
        private void findPresent(int[] requests) {
            String[] asked = new String[BATCH * BATCHES];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = Trace.key(requests[requests.length - 1 - i]);
            }
            for (int i = 0; i < TRIES; i++) {
                int before = loads;
                asked = Arrays.stream(asked).filter(this::isHit).toArray(String[]::new);
                if (loads == before) {
                    break;
                }
            }
            present = asked;
        }

        private boolean isHit(String key) {
            int before = loads;
            cache.get(key);
            return loads == before;
        }

        /** The median of batches. */
        private double nanos() {
            List<Double> batches = new ArrayList<>();
            for (int begin = 0; begin + BATCH <= present.length; begin += BATCH) {
                long start = System.nanoTime();
                int sum = 0;
                for (int i = begin; i < begin + BATCH; i++) {
                    sum += cache.get(present[i]).length;
                }
                batches.add((System.nanoTime() - start + sum) / (double) BATCH);
            }
            return Median.of(batches);
        }
    }

    private final List<Entrant> entrants;
    private final int count;
    private final ProgressLine progress;

    /**
     * @param entrants with {@link Entrant#LRU} among them
     * @param count of requests in each trace
     */
    public Contest(List<Entrant> entrants, int count, ProgressLine progress) {
        this.entrants = entrants;
        this.count = count;
        this.progress = progress;
    }

    public ContestResult run() {
        List<Round> rounds = new ArrayList<>();
        for (Trace trace : Trace.values()) {
            int[] requests = trace.requests(count);
            String[] keys = new String[Arrays.stream(requests).max().orElseThrow() + 1];
            Arrays.setAll(keys, Trace::key);
            for (int entries : SIZES) {
                progress.say("the contest: " + trace + ", " + entries + " entries");
                rounds.add(round(trace, entries, requests, keys));
            }
        }
        progress.wipe();
        return new ContestResult(rounds);
    }

    private Round round(Trace trace, int entries, int[] requests, String[] keys) {
        Map<Entrant, Played> all = new LinkedHashMap<>();
        for (Entrant entrant : entrants) {
            Played played = new Played(entrant.maker(), entries);
            played.play(requests, keys);
            played.findPresent(requests);
            all.put(entrant, played);
        }
        Map<Entrant, List<Double>> nanos = new LinkedHashMap<>();
        Map<Entrant, List<Double>> ratios = new LinkedHashMap<>();
        for (int turn = 0; turn < 2 * TURNS; turn++) {
            double lru = all.get(Entrant.LRU).nanos();
            for (Entrant entrant : entrants) {
                double time = entrant == Entrant.LRU ? lru : all.get(entrant).nanos();
                if (turn >= TURNS) {        // The first half only warms up.
                    nanos.computeIfAbsent(entrant, _ -> new ArrayList<>()).add(time);
                    ratios.computeIfAbsent(entrant, _ -> new ArrayList<>()).add(time / lru);
                }
            }
        }
        Map<Entrant, Score> scores = new LinkedHashMap<>();
        all.forEach((entrant, played) -> scores.put(entrant,
                new Score(played.hits, Median.of(nanos.get(entrant)), Median.of(ratios.get(entrant)))));
        return new Round(trace, entries, requests.length, Optimum.hits(requests, entries), scores);
    }
}
