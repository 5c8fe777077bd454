package grader.bench.handler;

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
 * The time of a batch of requests: far shorter than a turn on a processor, so most run undisturbed even on a busy
 * machine.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandlerBenchmark {

    static final int BATCH = 256;
    private static final int WARM_UP_BATCHES = 2000;

    @Param
    public HandlerSetting setting;

    private Work work;

    /** Warms up by a count: on a busy machine a warm-up by the clock may be too short for the compiler. */
    @Setup
    public void prepare() {
        work = OwnHandlers.in(setting);
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            answer();
        }
    }

    @Benchmark
    public long answer() {
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += work.answer();
        }
        return sum;
    }
}
