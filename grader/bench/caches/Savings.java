package grader.bench.caches;

import grader.bench.caches.contest.Trace;
import grader.bench.harness.Work;
import grader.bench.util.Median;
import grader.bench.util.MedianTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a hit takes, and what it saves: each source of values in turn, several times. */
final class Savings {

    private static final int FILES = 1_000;     // The system has them in memory.
    private static final int TURNS = 20;
    /** So that a time is far longer than it takes to look at the clock. */
    private static final int HITS = 256;

    private final int loads;
    private final Random random = new Random(9);

    /** @param loads of each source in a turn */
    Savings(int loads) {
        this.loads = loads;
    }

    /** A product's JSON. @param number below {@link Trace#PRODUCTS} */
    static String json(int number) {
        return "{\"sku\":\"" + number + "\",\"name\":\"Product " + number + "\",\"price\":1999,\"text\":\""
                + "x".repeat(200) + "\"}";
    }

    /** @param folder for files */
    void print(Path folder) throws Exception {
        MedianTable table = new MedianTable("what a hit saves", "time", "%.2f µs", "ratio", "%,.0f");
        Work hit = new Hits(CacheContestant.OWN);
        Map<String, Work> others = new LinkedHashMap<>();
        others.put("a read of a small file", files(folder));
        try (Work database = new DatabaseOrigin(folder); Work http = new HttpOrigin()) {
            others.put("a query of H2, embedded", database);
            others.put("a load over HTTP, loopback", http);
            MedianTable warmUp = new MedianTable("");
            for (int turn = 0; turn < TURNS; turn++) {
                MedianTable figures = turn < TURNS / 2 ? warmUp : table;
                double nanos = nanos(hit, HITS);
                figures.add("a hit", nanos / 1000, 1);
                for (Map.Entry<String, Work> each : others.entrySet()) {
                    double more = nanos(each.getValue(), 1);
                    figures.add(each.getKey(), more / 1000, more / nanos);
                }
            }
        }
        table.print();
    }

    private static Work files(Path folder) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Files.writeString(folder.resolve(i + ".json"), json(i));
        }
        return number -> Files.readAllBytes(folder.resolve(number % FILES + ".json")).length;
    }

    private double nanos(Work work, int batch) throws Exception {
        List<Double> nanos = new ArrayList<>();
        for (int i = 0; i < loads; i++) {
            int number = random.nextInt(Trace.PRODUCTS);
            long start = System.nanoTime();
            for (int j = 0; j < batch; j++) {
                if (work.once(number + j) == 0) {
                    throw new IllegalStateException("product " + (number + j) + " has no content");
                }
            }
            nanos.add((System.nanoTime() - start) / (double) batch);
        }
        return Median.of(nanos);
    }
}
