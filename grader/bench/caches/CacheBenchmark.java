package grader.bench.caches;

import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The time of a batch of hits: far shorter than a turn on a processor, so with one thread most run undisturbed even on
 * a busy machine.
 */
@State(Scope.Benchmark)
public class CacheBenchmark {

    private static final int WARM_UP_BATCHES = 4000;

    /** Where a thread is in the requests. */
    @State(Scope.Thread)
    public static class Place {
        private int next = ThreadLocalRandom.current().nextInt(Hits.REQUESTS);
    }

    @Param
    public CacheContestant contestant;

    private Hits hits;

    /** Warms up by a count: on a busy machine a warm-up by the clock may be too short for the compiler. */
    @Setup
    public void prepare() {
        hits = new Hits(contestant);
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            hits.batch(i * Hits.BATCH);
        }
    }

    @Benchmark
    public long hits(Place place) {
        place.next += Hits.BATCH;
        return hits.batch(place.next);
    }
}
