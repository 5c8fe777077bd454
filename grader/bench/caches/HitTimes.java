package grader.bench.caches;

import grader.bench.util.ForkedParts;
import grader.bench.util.Median;
import grader.core.console.TextTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** The time of a hit, with one thread and with many: each cache in a process of its own, in each round. */
final class HitTimes {

    private static final int MANY = 8;

    private final ForkedParts parts;
    private final boolean quick;
    /** For each number of threads and cache: nanoseconds of each round. */
    private final Map<Integer, Map<CacheContestant, List<Double>>> times = new TreeMap<>();

    HitTimes(ForkedParts parts, boolean quick) {
        this.parts = parts;
        this.quick = quick;
    }

    void round() throws RunnerException {
        measure(1);
        measure(MANY);
    }

    private void measure(int threads) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(CacheBenchmark.class.getName())
                .jvmArgs(parts.argument(), "-Xbatch", "--sun-misc-unsafe-memory-access=allow")
                .threads(threads)
                .mode(threads == 1 ? Mode.SampleTime : Mode.Throughput)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(quick ? 10 : 20)
                .measurementTime(TimeValue.milliseconds(100))
                .verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            // Threads wait for a lock, so only what all of them get done together counts, in the tenth of a second in
            // which they had the most of the machine.
            Statistics measured = result.getPrimaryResult().getStatistics();
            double batch = threads == 1 ? measured.getPercentile(50) : 1 / measured.getMax();
            times.computeIfAbsent(threads, first -> new EnumMap<>(CacheContestant.class))
                    .computeIfAbsent(CacheContestant.valueOf(result.getParams().getParam("contestant")),
                            first -> new ArrayList<>())
                    .add(batch / Hits.BATCH);
        }
    }

    void print() {
        TextTable table = new TextTable("lrrrr").row("a hit", "1 thread", "ratio", MANY + " threads", "ratio");
        for (CacheContestant contestant : CacheContestant.values()) {
            table.row(contestant, nanos(1, contestant), ratio(1, contestant), nanos(MANY, contestant),
                    ratio(MANY, contestant));
        }
        System.out.println();
        table.lines().forEach(System.out::println);
        System.out.println("With " + MANY + " threads it is the time between two hits, of all threads together. "
                + "Ratios are to " + CacheContestant.OWN + ".");
    }

    private String nanos(int threads, CacheContestant contestant) {
        return String.format(Locale.ROOT, "%.0f ns", Median.of(times.get(threads).get(contestant)));
    }

    /** Of the times of one round: a machine that is slow for a while is slow for both. */
    private String ratio(int threads, CacheContestant contestant) {
        List<Double> own = times.get(threads).get(CacheContestant.OWN);
        List<Double> other = times.get(threads).get(contestant);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            ratios.add(other.get(i) / own.get(i));
        }
        return String.format(Locale.ROOT, "%.2f", Median.of(ratios));
    }
}
