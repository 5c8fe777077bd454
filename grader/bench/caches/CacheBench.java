package grader.bench.caches;

import grader.bench.util.ForkedParts;
import grader.core.console.TextTable;
import grader.core.console.UserError;
import grader.core.files.Folders;
import grader.core.source.Parts;
import grader.machine.os.ShutdownHook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures lab 09's cache next to Caffeine and the shortest cache that the JDK allows. */
@Command(name = "grader/bench/cache.java", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures lab 09's cache next to Caffeine and a synchronized LinkedHashMap: the time of a hit, "
                + "the hit rate, and what a hit saves.")
public final class CacheBench implements Callable<Integer> {

    private static final int LAB = 9;

    @Option(names = "--mine", description = "measure labs/ instead of solutions/")
    private boolean mine;

    @Option(names = "--quick", description = "one short round: half a minute on a quiet machine, and less exact")
    private boolean quick;

    @Override
    public Integer call() throws Exception {
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                + "; times are medians, ratios of one run can be compared");
        try (ForkedParts parts = new ForkedParts(LAB, mine, Parts.source("grader/bench/caches/parts/Caller.java"))) {
            parts.written(CacheBench::check);
            HitTimes times = new HitTimes(parts, quick);
            for (int round = 1, rounds = quick ? 1 : 5; round <= rounds; round++) {
                System.out.println("round " + round + " of " + rounds);
                times.round();
            }
            times.print();
            printHitRates();
            printSavings();
        }
        return 0;
    }

    /** A cache that keeps too little, or nothing, has no hits to measure. */
    private static boolean check() {
        Hits hits = new Hits(CacheContestant.OWN);
        for (int i = 0; i < Hits.REQUESTS; i += Hits.BATCH) {
            hits.batch(i);
        }
        if (hits.again() > 0) {
            throw new UserError("the cache of lab 09 loads again what it has", "./jbang grade lab09 tells more");
        }
        return true;
    }

    private static void printHitRates() {
        TextTable table = new TextTable("lrr").row("hit rate", Trace.ZIPF, Trace.SCANS);
        for (CacheContestant contestant : CacheContestant.values()) {
            table.row(contestant, String.format(Locale.ROOT, "%.1f %%", Trace.ZIPF.hitRate(contestant)),
                    String.format(Locale.ROOT, "%.1f %%", Trace.SCANS.hitRate(contestant)));
        }
        System.out.println();
        table.lines().forEach(System.out::println);
    }

    private void printSavings() throws Exception {
        Path folder = Files.createTempDirectory("bench-cache");
        try (var _ = new ShutdownHook(() -> Folders.delete(folder))) {
            Map<String, Double> nanos = new Savings(quick ? 200 : 2000).measure(folder);
            double hit = nanos.values().iterator().next();
            TextTable table = new TextTable("lrr").row("what a hit saves", "time", "ratio");
            nanos.forEach(
                    (what, time) -> table.row(what, String.format(Locale.ROOT, "%.2f µs", time / 1000),
                            String.format(Locale.ROOT, "%,.0f", time / hit)));
            System.out.println();
            table.lines().forEach(System.out::println);
        } finally {
            Folders.delete(folder);
        }
    }
}
