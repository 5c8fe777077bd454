package grader.bench.harness;

import grader.bench.util.MedianTable;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.source.Parts;
import grader.core.starter.UnwrittenTask;
import grader.machine.os.ShutdownHook;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine.Option;

/**
 * A part of a lab next to others that do the same: in each round, each runs in a process of its own. The folder of the
 * subclass has the source of what calls the part, `parts/Caller.java`.
 */
public abstract class PartBench implements Callable<Integer> {

    @Option(names = "--mine", description = "measure labs/ instead of solutions/")
    protected boolean mine;

    @Option(names = "--quick", description = "one short round: a minute on a quiet machine, and less exact")
    protected boolean quick;

    private final String lab;
    /** By group. */
    private final Map<String, MedianTable> tables = new LinkedHashMap<>();

    /** @param lab the name of the lab that has the part */
    protected PartBench(String lab) {
        this.lab = lab;
    }

    /** Those that are measured. A subclass has a public constructor without parameters that makes the same. */
    protected abstract List<Contestant> contestants();

    /** Returns what is wrong with the lab's part, or different from the others: empty if it can be measured. */
    protected abstract String mistake() throws Exception;

    /** Measures what comes first. Returns whether the rest is to be measured, too. */
    protected boolean begin() throws Exception {
        return true;
    }

    /** Measures what needs no process of its own, in each round. */
    protected void round() throws Exception {}

    /** Prints that, and measures what takes no rounds. */
    protected void finish() throws Exception {}

    /** What a process of JMH measures. */
    static Contestant contestant(String bench, String name) throws ReflectiveOperationException {
        PartBench same = (PartBench) Class.forName(bench).getConstructor().newInstance();
        return same.contestants().stream().filter(each -> each.toString().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public final Integer call() throws Exception {
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                + "; figures are medians, ratios of one run can be compared");
        String caller = getClass().getPackageName().replace('.', '/') + "/parts/Caller.java";
        int last = Course.here().lab(lab).number();
        try (LabPart part = new LabPart(last, mine, Parts.source(caller))) {
            check(new UnwrittenTask(Course.here(), last));
            if (!begin()) {
                return 0;
            }
            for (int round = 1, rounds = quick ? 1 : 5; round <= rounds; round++) {
                System.out.println("round " + round + " of " + rounds);
                measure(part);
                round();
            }
            tables.values().forEach(MedianTable::print);
            finish();
        }
        return 0;
    }

    private void check(UnwrittenTask unwritten) {
        String mistake;
        try {
            mistake = mistake();
        } catch (Exception | Error fault) {
            unwritten.in(fault).ifPresent(named -> {
                throw named;
            });
            mistake = String.valueOf(fault);
        }
        if (!mistake.isEmpty()) {
            throw new UserError("the part of " + lab + " cannot be measured: " + mistake,
                    "./jbang grade " + lab + " tells more");
        }
    }

    private void measure(LabPart part) throws RunnerException {
        Map<String, Double> first = new HashMap<>();
        for (Contestant each : contestants()) {
            double nanos = nanos(each, part);
            // Of the times of one round: a machine that is slow for a while is slow for all.
            double ratio = nanos / first.computeIfAbsent(each.group(), group -> nanos);
            tables.computeIfAbsent(each.group(), group -> each.bytes() > 0
                    ? new MedianTable(group, "time", "%,.0f ns", "ratio", "%.2f", "MB/s", "%,.0f")
                    : new MedianTable(group, "time", "%,.0f ns", "ratio", "%.2f"))
                    .add(each.name(), nanos, ratio, each.bytes() * 1e3 / nanos);
        }
    }

    /**
     * Several threads wait for each other, so only what all of them get done together counts, in the tenth of a second
     * in which they had the most of the machine.
     */
    private double nanos(Contestant contestant, LabPart part) throws RunnerException {
        boolean alone = contestant.threads() == 1;
        OptionsBuilder options = new OptionsBuilder();
        options.include(WorkBenchmark.class.getName() + (alone ? ".batch" : ".once"))
                .param("bench", getClass().getName())
                .param("contestant", contestant.toString())
                // Else as a learner's server runs: with the JVM's defaults. Waiting for the compiler makes the warm-up
                // a sure one. A new page of memory takes longer than a parser, and a server that runs has its pages.
                .jvmArgs(part.argument(), "-Xbatch", "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch",
                        "--sun-misc-unsafe-memory-access=allow")
                .threads(contestant.threads())
                .mode(alone ? Mode.SampleTime : Mode.Throughput)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(quick ? 10 : 20)
                .measurementTime(TimeValue.milliseconds(100))
                .verbosity(VerboseMode.SILENT);
        try (ShutdownHook _ = new ShutdownHook(PartBench::endMeasuring)) {
            Statistics measured = new Runner(options.build()).runSingle().getPrimaryResult().getStatistics();
            return alone ? measured.getPercentile(50) / WorkBenchmark.BATCH : 1 / measured.getMax();
        }
    }

    /** JMH's own JVM would go on after this one. */
    private static void endMeasuring() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
}
