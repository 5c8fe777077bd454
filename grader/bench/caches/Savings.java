package grader.bench.caches;

import grader.bench.util.Median;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a hit takes, and what it saves: each source of values in turn, several times. */
final class Savings {

    private static final int TURNS = 20;

    private final int loads;
    private final Random random = new Random(9);

    private interface Load {
        long of(int number) throws Exception;
    }

    /** @param loads of each source in a turn */
    Savings(int loads) {
        this.loads = loads;
    }

    /** Returns the nanoseconds of each, as medians. @param folder for files */
    Map<String, Double> measure(Path folder) throws Exception {
        Hits hits = new Hits(CacheContestant.OWN);
        Map<String, List<Double>> times = new LinkedHashMap<>();
        try (HttpOrigin http = new HttpOrigin(); DatabaseOrigin database = new DatabaseOrigin(folder)) {
            Origin files = new FileOrigin(folder);
            for (int turn = 0; turn < TURNS; turn++) {
                if (turn == TURNS / 2) {
                    times.clear();              // so far it was a warm-up
                }
                take(times, "a hit", Hits.BATCH, number -> hits.batch(number));
                take(times, "a read of a small file", 1, number -> files.load(number).length);
                take(times, "a query of H2, embedded", 1, number -> database.load(number).length);
                take(times, "a load over HTTP, loopback", 1, number -> http.load(number).length);
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((what, each) -> medians.put(what, Median.of(each)));
        return medians;
    }

    /** @param times as often as which a load does the same */
    private void take(Map<String, List<Double>> all, String what, int times, Load load) throws Exception {
        List<Double> measured = all.computeIfAbsent(what, first -> new ArrayList<>());
        for (int i = 0; i < loads; i++) {
            int number = random.nextInt(Origin.PRODUCTS);
            long start = System.nanoTime();
            if (load.of(number) == 0) {
                throw new IllegalStateException(what + " has no content");
            }
            measured.add((double) (System.nanoTime() - start) / times);
        }
    }
}
