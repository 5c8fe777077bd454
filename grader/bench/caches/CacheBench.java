package grader.bench.caches;

import grader.bench.harness.Contestant;
import grader.bench.harness.PartBench;
import grader.bench.util.MedianTable;
import grader.core.files.Folders;
import grader.machine.os.ShutdownHook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Measures lab 09's cache next to Caffeine and the shortest cache that the JDK allows. */
@Command(name = "cache", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures lab 09's cache next to Caffeine and a synchronized LinkedHashMap: the time of a hit, "
                + "the hit rate, and what a hit saves.")
public final class CacheBench extends PartBench {

    public CacheBench() {
        super("lab09");
    }

    @Override
    protected List<Contestant> contestants() {
        return Stream.of(1, 8).flatMap(CacheBench::hits).toList();
    }

    private static Stream<Contestant> hits(int threads) {
        String group = threads == 1 ? "a hit, 1 thread" : "a hit, " + threads + " threads together";
        return Stream.of(CacheContestant.values())
                .map(each -> new Contestant(group, each.toString(), threads, 0, () -> new Hits(each)));
    }

    /** A cache that keeps too little, or nothing, has no hits to measure. */
    @Override
    protected String mistake() {
        Hits hits = new Hits(CacheContestant.OWN);
        for (int i = 0; i < Hits.REQUESTS; i++) {
            hits.once(i);
        }
        return hits.again() > 0 ? "it loads again what it has" : "";
    }

    @Override
    protected void finish() throws Exception {
        MedianTable rates = new MedianTable("hit rate", "Zipf", "%.1f %%", "Zipf and scans", "%.1f %%");
        for (CacheContestant each : CacheContestant.values()) {
            rates.add(each, Trace.hitRate(each, false), Trace.hitRate(each, true));
        }
        rates.print();
        Path folder = Files.createTempDirectory("bench-cache");
        try (var _ = new ShutdownHook(() -> Folders.delete(folder))) {
            new Savings(quick ? 200 : 2000).print(folder);
        } finally {
            Folders.delete(folder);
        }
    }
}
