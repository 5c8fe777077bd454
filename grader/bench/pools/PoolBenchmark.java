package grader.bench.pools;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** The time to borrow a connection to no database and return it. */
@State(Scope.Benchmark)
public class PoolBenchmark {

    private static final int WARM_UP = 50_000;

    @Param({"HIKARI", "HIKARI_WATCHED", "OWN", "OWN_UNWATCHED"})
    public PoolContestant contestant;

    private Pool pool;

    /** Warms up by a count: on a busy machine a warm-up by the clock may be too short for the compiler. */
    @Setup
    public void prepare(Blackhole hole) throws Exception {
        pool = contestant.make(Connections.stubs());
        for (int i = 0; i < WARM_UP; i++) {
            borrow(hole);
        }
    }

    @Benchmark
    public void borrow(Blackhole hole) throws Exception {
        pool.borrow(hole::consume);
    }

    @TearDown
    public void close() {
        pool.close();
    }
}
