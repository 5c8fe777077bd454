package grader.bench.harness;

import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A contestant's work: batches of it for one thread, each alone where many threads do it. */
@State(Scope.Benchmark)
public class WorkBenchmark {

    static final int BATCH = 64;
    private static final int WARM_UP_BATCHES = 4000;

    /** Where a thread is in the work. */
    @State(Scope.Thread)
    public static class Place {
        private int next = ThreadLocalRandom.current().nextInt(1 << 16);
    }

    /** The name of the bench's class. */
    @Param("")
    public String bench;

    /** As {@link Contestant#toString} has it. */
    @Param("")
    public String contestant;

    private Work work;

    /** Warms up by a count: on a busy machine a warm-up by the clock may be too short for the compiler. */
    @Setup
    public void prepare() throws Exception {
        work = PartBench.contestant(bench, contestant).work().get();
        Place place = new Place();
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            batch(place);
        }
    }

    @Benchmark
    public long once(Place place) throws Exception {
        return work.once(place.next++);
    }

    /**
     * Far shorter than a turn on a processor. So most batches run undisturbed, even on a busy machine, and the median
     * tells of the part.
     */
    @Benchmark
    public long batch(Place place) throws Exception {
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += work.once(place.next++);
        }
        return sum;
    }

    @TearDown
    public void close() {
        work.close();
    }
}
