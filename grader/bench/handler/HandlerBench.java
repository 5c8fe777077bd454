package grader.bench.handler;

import grader.bench.util.ForkedParts;
import grader.bench.util.Median;
import grader.core.console.TextTable;
import grader.core.console.UserError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a look-up among few routes and many, and what six layers add to a request. */
@Command(name = "grader/bench/handlers.java", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures lab 04's look-up among 50 and 50,000 routes, and what the six layers of lab 05 add "
                + "to a request.")
public final class HandlerBench implements Callable<Integer> {

    private static final int GOOD = 200;

    @Option(names = "--mine", description = "measure labs/ instead of solutions/")
    private boolean mine;

    @Option(names = "--quick", description = "one short round: half a minute on a quiet machine, and less exact")
    private boolean quick;

    /** Nanoseconds a request, of each round. */
    private final Map<HandlerSetting, List<Double>> times = new EnumMap<>(HandlerSetting.class);

    @Override
    public Integer call() throws RunnerException {
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                + "; times are medians");
        try (ForkedParts parts = OwnHandlers.compile(mine)) {
            for (HandlerSetting setting : HandlerSetting.values()) {
                int status = parts.written(() -> answered(setting));
                if (status != GOOD) {
                    throw new UserError("with " + setting + " a request is answered with " + status,
                            "./jbang grade tells more about lab04 and lab05");
                }
            }
            for (int round = 1, rounds = quick ? 1 : 5; round <= rounds; round++) {
                System.out.println("round " + round + " of " + rounds);
                measure(parts);
            }
        }
        print();
        return 0;
    }

    /** The first status that is not good, or else a good one. */
    private static int answered(HandlerSetting setting) {
        Work work = OwnHandlers.in(setting);
        int status = GOOD;
        for (int i = 0; i < HandlerBenchmark.BATCH && status == GOOD; i++) {
            status = work.answer();
        }
        return status;
    }

    private void measure(ForkedParts parts) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(HandlerBenchmark.class.getName())
                .jvmArgs(parts.argument(), "-Xbatch", "--sun-misc-unsafe-memory-access=allow")
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(1)
                .measurementTime(TimeValue.seconds(quick ? 1 : 2))
                .verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            double batch = result.getPrimaryResult().getStatistics().getPercentile(50);
            times.computeIfAbsent(HandlerSetting.valueOf(result.getParams().getParam("setting")),
                    first -> new ArrayList<>())
                    .add(batch / HandlerBenchmark.BATCH);
        }
    }

    private void print() {
        TextTable table = new TextTable("lr");
        times.keySet()
                .forEach(setting -> table.row(setting,
                        String.format(Locale.ROOT, "%.0f ns per request", median(setting))));
        table.lines().forEach(System.out::println);
        System.out.println(
                String.format(Locale.ROOT, "a look-up among 50,000 routes takes %.2f times as long as among 50",
                        median(HandlerSetting.MANY_ROUTES) / median(HandlerSetting.FEW_ROUTES)));
        System.out.println(String.format(Locale.ROOT, "six layers add %.2f µs, with a log in a file %.2f µs",
                added(HandlerSetting.SIX_LAYERS), added(HandlerSetting.SIX_LAYERS_AND_LOG)));
    }

    private double added(HandlerSetting setting) {
        return (median(setting) - median(HandlerSetting.NO_LAYER)) / 1000;
    }

    private double median(HandlerSetting setting) {
        return Median.of(times.get(setting));
    }
}
