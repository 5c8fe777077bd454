package grader.bench.parsers;

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

/** Checks that all parsers understand the same, measures them in turn, and prints a table. */
@Command(name = "grader/bench/parser.java", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures lab 03's parser beside those of microhttp, Netty and Jetty, on the same bytes.")
public final class ParserBench implements Callable<Integer> {

    @Option(names = "--mine", description = "measure labs/03-parser instead of solutions/03-parser")
    private boolean mine;

    @Option(names = "--quick", description = "one short round: about a minute on a quiet machine, and less exact")
    private boolean quick;

    @Option(names = "--only", paramLabel = "TRAFFIC", description = "only these: ${COMPLETION-CANDIDATES}",
            arity = "1..*")
    private List<Traffic> only = List.of(Traffic.values());

    /** For each traffic and parser: nanoseconds of each round. */
    private final Map<Traffic, Map<ParserContestant, List<Double>>> times = new EnumMap<>(Traffic.class);

    @Override
    public Integer call() throws RunnerException {
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                + "; times are medians, ratios of one run can be compared");
        try (ForkedParts parts = OwnParser.compile(mine)) {
            only.forEach(traffic -> allUnderstandTheSame(parts, traffic));
            for (int round = 1, rounds = quick ? 1 : 3; round <= rounds; round++) {
                int processes = only.size() * ParserContestant.values().length;
                System.out.println("round " + round + " of " + rounds + ": " + processes + " processes");
                measure(parts);
            }
        }
        TextTable table = new TextTable("llrrrl").row("", "", "ns/request", "requests/s", "MB/s", "own is");
        only.forEach(traffic -> add(traffic, table));
        table.lines().forEach(System.out::println);
        return 0;
    }

    private static void allUnderstandTheSame(ForkedParts parts, Traffic traffic) {
        List<String> own = own(parts, traffic);
        for (ParserContestant peer : ParserContestant.values()) {
            List<String> peers = peer.understands(traffic.bytes);
            if (!peers.equals(own)) {
                throw new UserError(peer + " understands " + peers + ", but own " + own,
                        "measure only what does the same work");
            }
        }
    }

    private static List<String> own(ForkedParts parts, Traffic traffic) {
        try {
            return parts.written(() -> ParserContestant.OWN.understands(traffic.bytes));
        } catch (UserError unwritten) {
            throw unwritten;
        } catch (RuntimeException | Error error) {      // A refusal, a learner's mistake.
            throw new UserError("the parser of lab 03 does not understand '" + traffic + "': " + error.getMessage(),
                    "./jbang grade lab03 tells more");
        }
    }

    /** One round: a process for each traffic and parser, the parsers of one traffic one after the other. */
    private void measure(ForkedParts parts) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(ParserBenchmark.class.getName())
                .param("traffic", only.stream().map(Traffic::name).toArray(String[]::new))
                // Else as a learner's server runs: with the JVM's defaults. Waiting for the compiler makes the warm-up
                // a sure one.
                .jvmArgs(parts.argument(), "-Xbatch", "--sun-misc-unsafe-memory-access=allow")
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(quick ? 200 : 1000))
                .measurementIterations(quick ? 1 : 3)
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            Traffic traffic = Traffic.valueOf(result.getParams().getParam("traffic"));
            ParserContestant contestant = ParserContestant.valueOf(result.getParams().getParam("contestant"));
            double batch = result.getPrimaryResult().getStatistics().getPercentile(50);
            times.computeIfAbsent(traffic, ignored -> new EnumMap<>(ParserContestant.class))
                    .computeIfAbsent(contestant, ignored -> new ArrayList<>())
                    .add(batch / ParserBenchmark.BATCH);
        }
    }

    private void add(Traffic traffic, TextTable table) {
        double own = time(traffic, ParserContestant.OWN);
        double best = Double.MAX_VALUE;
        for (ParserContestant contestant : ParserContestant.values()) {
            double nanos = time(traffic, contestant);
            best = contestant == ParserContestant.OWN ? best : Math.min(best, nanos);
            table.row(contestant == ParserContestant.OWN ? traffic : "", contestant,
                    String.format(Locale.ROOT, "%.0f", nanos / traffic.requests),
                    String.format(Locale.ROOT, "%,.0f", traffic.requests * 1e9 / nanos),
                    String.format(Locale.ROOT, "%.0f", traffic.bytes.length * 1e3 / nanos),
                    contestant == ParserContestant.OWN ? ""
                            : String.format(Locale.ROOT, "%.2f times as fast", nanos / own));
        }
        table.row("", "", "", "", "", String.format(Locale.ROOT, "%.2f times as fast as the best of them", best / own));
    }

    private double time(Traffic traffic, ParserContestant contestant) {
        return Median.of(times.get(traffic).get(contestant));
    }
}
