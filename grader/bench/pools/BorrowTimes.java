package grader.bench.pools;

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

/** The time to borrow and return, with few threads and many: each pool in a process of its own, in each round. */
final class BorrowTimes {

    private static final List<Integer> THREADS = List.of(1, 8, 64);

    private final ForkedParts parts;
    private final boolean quick;
    /** For each number of threads and pool: nanoseconds of each round. */
    private final Map<Integer, Map<PoolContestant, List<Double>>> times = new TreeMap<>();

    BorrowTimes(ForkedParts parts, boolean quick) {
        this.parts = parts;
        this.quick = quick;
    }

    void round() throws RunnerException {
        for (int threads : THREADS) {
            measure(threads);
        }
    }

    private void measure(int threads) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(PoolBenchmark.class.getName())
                .jvmArgs(parts.argument(), "--sun-misc-unsafe-memory-access=allow")
                .threads(threads)
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(quick ? 5 : 15)
                .measurementTime(TimeValue.milliseconds(100))
                .verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            // Threads wait for each other, so only what all of them get done together counts, in the tenth of a second
            // in which they had the most of the machine.
            double nanos = 1 / result.getPrimaryResult().getStatistics().getMax();
            times.computeIfAbsent(threads, first -> new EnumMap<>(PoolContestant.class))
                    .computeIfAbsent(PoolContestant.valueOf(result.getParams().getParam("contestant")),
                            first -> new ArrayList<>())
                    .add(nanos);
        }
    }

    void print() {
        TextTable table = new TextTable("lrrrrrr");
        List<Object> titles = new ArrayList<>(List.of("borrow and return"));
        THREADS.forEach(threads -> titles.addAll(List.of(threads == 1 ? "1 thread" : threads + " threads", "ratio")));
        table.row(titles.toArray());
        for (PoolContestant contestant : times.get(1).keySet()) {
            List<Object> cells = new ArrayList<>(List.of(contestant));
            THREADS.forEach(threads -> cells.addAll(List.of(nanos(threads, contestant), ratio(threads, contestant))));
            table.row(cells.toArray());
        }
        System.out.println();
        table.lines().forEach(System.out::println);
        System.out.println("It is the time between two borrows, of all threads together, from " + Pool.SIZE
                + " connections to no database.");
        System.out.println(
                "Ratios are to " + PoolContestant.HIKARI + ", which reports no leaks by default; lab 10's pool "
                        + "does.");
    }

    private String nanos(int threads, PoolContestant contestant) {
        return String.format(Locale.ROOT, "%.0f ns", Median.of(times.get(threads).get(contestant)));
    }

    /** Of the times of one round: a machine that is slow for a while is slow for both. */
    private String ratio(int threads, PoolContestant contestant) {
        List<Double> first = times.get(threads).get(PoolContestant.HIKARI);
        List<Double> other = times.get(threads).get(contestant);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            ratios.add(other.get(i) / first.get(i));
        }
        return String.format(Locale.ROOT, "%.2f", Median.of(ratios));
    }
}
