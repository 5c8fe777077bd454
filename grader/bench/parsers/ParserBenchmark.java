package grader.bench.parsers;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The time of a batch: {@link #BATCH} times the bytes of one read, in one parser.
 *
 * <p>A batch is far shorter than a turn on a processor. So most batches run undisturbed, even on a busy machine, and
 * the median tells of the parser.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {

    static final int BATCH = 64;
    private static final int WARM_UP_BATCHES = 4000;

    /** Sums up, so that nothing can be left out as unused. */
    private static final class Sum implements Parser.Sink {
        private long sum;

        @Override
        public void request(String method, String target, int fields, int contentLength) {
            sum += method.length() + target.length() + fields + contentLength;
        }

        @Override
        public void field(String name, String value) {
            sum += name.length() + value.length();
        }
    }

    @Param
    public Traffic traffic;

    @Param
    public ParserContestant contestant;

    private Parser parser;
    private boolean decode;

    /**
     * Warms up by a count: JMH's own warm-up goes by the clock, which on a busy machine may be too short for the
     * compiler.
     */
    @Setup
    public void prepare() {
        parser = contestant.parserOf(traffic.bytes);
        decode = traffic.decode;
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            parse();
        }
    }

    @Benchmark
    public long parse() {
        Sum sum = new Sum();
        for (int i = 0; i < BATCH; i++) {
            parser.parse(sum, decode);
        }
        return sum.sum;
    }
}
