package grader.proofs.reference.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lab 05's rate limit with a clock that the test holds: what takes too long, or too many clients, to be seen from
 * outside.
 *
 * <p>Each run tries other clients and times. A failure tells its seed; with that in RATE_SEED it is tried again.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RateLimitTest {

    private static final long SECOND = 1_000_000_000;
    /** So near to a whole token, or to a whole second, that a double may be on the other side. */
    private static final double NEAR = 1e-6;

    private static final String SEED = System.getenv("RATE_SEED");
    private static final String CALLER = Parts.source("grader/proofs/reference/parts/limits/Caller.java");

    @TempDir
    static Path folder;

    private static PackagedParts reference;

    @BeforeAll
    static void compile() {
        reference = PackagedParts.ofReference(5, CALLER, folder);
    }

    private static Limiter limiter(PackagedParts parts, double rate, int burst, int mostClients) {
        return parts.maker(Limiter.class, double.class, int.class, int.class).make(rate, burst, mostClients);
    }

    @Test
    void doesWhatTheModelDoes() {
        agrees(reference, SEED == null ? System.nanoTime() : Long.parseLong(SEED));
    }

    /** Random clients at random times: who passes, who is told to wait, and how long, is as in the model. */
    private static void agrees(PackagedParts tried, long seed) {
        for (int round = 0; round < 200; round++) {
            Random random = new Random(seed + round);
            double rate = random.nextBoolean() ? random.nextInt(1, 50) : random.nextDouble(0.01, 5);
            int burst = random.nextInt(1, 6);
            int most = random.nextInt(1, 6);
            Limiter limiter = limiter(tried, rate, burst, most);
            Model model = new Model(rate, burst, most);
            long now = random.nextLong();
            for (int i = 0; i < 300; i++) {
                now += random.nextInt(4) == 0 ? 0
                        : (long) (random.nextDouble() * random.nextDouble() * 2 * SECOND / rate);
                String address = "127.0.0." + random.nextInt(8);
                now = awayFromTheEdge(model, address, now, rate);
                String what = "RATE_SEED=" + (seed + round) + ", request " + i + ", rate " + rate + ", burst " + burst
                        + ", clients " + most;
                assertEquals(model.ask(address, now), limiter.ask(address, now), what);
                assertEquals(model.remembered(), limiter.remembered(), what);
            }
        }
    }

    /** A time, this one or soon after, at which one billionth more or less changes nothing. */
    private static long awayFromTheEdge(Model model, String address, long now, double rate) {
        long time = now;
        while (true) {
            double tokens = model.tokens(address, time).doubleValue();
            double seconds = (1 - tokens) / rate;
            boolean waitIsClear = tokens < 1 - NEAR && Math.abs(seconds - Math.rint(seconds)) > NEAR;
            if (waitIsClear || tokens > 1 + NEAR) {
                return time;
            }
            time += (long) Math.ceil(10 * NEAR * SECOND * Math.max(1, 1 / rate));
        }
    }

    @Test
    void manyAtOnceGetTheBurstAndNoMore() throws Exception {
        Limiter limiter = limiter(reference, 0.001, 500, 50);
        AtomicInteger[] passed =
                IntStream.range(0, 20).mapToObj(i -> new AtomicInteger()).toArray(AtomicInteger[]::new);
        Callable<Void> client = () -> {
            for (int i = 0; i < 20_000; i++) {
                if (limiter.ask("a" + i % 20, 0) == 0) {
                    passed[i % 20].incrementAndGet();
                }
            }
            return null;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(client));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        }
        for (AtomicInteger one : passed) {
            assertEquals(500, one.get());
        }
        assertEquals(20, limiter.remembered());
    }

    /** A model that agrees with everything says nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "TokenBucket.java | Math.min(burst, tokens | (tokens",
            "TokenBucket.java | if (tokens >= 1) { | if (tokens > 1) {",
            "TokenBucket.java | return (long) Math.ceil((1 - tokens) | tokens--; return (long) Math.ceil((1 - tokens)",
            "TokenBucket.java | (now - filled) * rate / SECOND | Math.floor((now - filled) * rate / SECOND)",
            "RateLimit.java | 0.75f, true | 0.75f, false",
            "RateLimit.java | buckets.size() > maxClients | buckets.size() > maxClients + 1",
            "RateLimit.java | pollFirstEntry | pollLastEntry",
            "RateLimit.java | Math.ceilDiv | Math.floorDiv"})
    void theModelFindsMistakes(String file, String text, String with) {
        PackagedParts mistaken = reference.with(new Change(file, text, with));
        assertThrows(AssertionError.class, () -> agrees(mistaken, 1));
    }
}
