package grader.bench.pools;

import grader.bench.util.Median;
import grader.core.console.TextTable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/** Whether all threads get their turn: more of them than connections, each of which they keep for a while. */
final class Fairness {

    private static final int THREADS = 64;
    private static final List<PoolContestant> ALL = List.of(PoolContestant.HIKARI, PoolContestant.OWN);
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** What one thread has seen. Times are in nanoseconds. */
    private record Turns(long count, long sum, long longest, long timeouts) {}

    /** What all threads have seen. Times are in milliseconds. */
    private record Outcome(double mean, double longest, double fewest, double most, double timeouts) {

        static Outcome of(List<Turns> all) {
            long count = all.stream().mapToLong(Turns::count).sum();
            return new Outcome(all.stream().mapToLong(Turns::sum).sum() / 1e6 / Math.max(1, count),
                    all.stream().mapToLong(Turns::longest).max().orElseThrow() / 1e6,
                    all.stream().mapToLong(Turns::count).min().orElseThrow(),
                    all.stream().mapToLong(Turns::count).max().orElseThrow(),
                    all.stream().mapToLong(Turns::timeouts).sum());
        }
    }

    private final long nanos;
    /** For each pool: an outcome for each round. */
    private final Map<PoolContestant, List<Outcome>> outcomes = new EnumMap<>(PoolContestant.class);

    Fairness(boolean quick) {
        nanos = TimeUnit.MILLISECONDS.toNanos(quick ? 500 : 2000);
    }

    void round() throws Exception {
        for (PoolContestant contestant : ALL) {
            try (Pool pool = contestant.make(Connections.stubs());
                    ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                long end = System.nanoTime() + nanos;
                List<Future<Turns>> running = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    running.add(threads.submit(() -> takeTurns(pool, end)));
                }
                List<Turns> all = new ArrayList<>();
                for (Future<Turns> each : running) {
                    all.add(each.get());
                }
                outcomes.computeIfAbsent(contestant, first -> new ArrayList<>()).add(Outcome.of(all));
            }
        }
    }

    private static Turns takeTurns(Pool pool, long end) throws SQLException, InterruptedException {
        long count = 0;
        long timeouts = 0;
        long sum = 0;
        long longest = 0;
        for (long from = System.nanoTime(); from - end < 0; from = System.nanoTime()) {
            long[] got = new long[1];
            try {
                pool.borrow(connection -> {
                    got[0] = System.nanoTime();
                    LockSupport.parkNanos(HELD_NANOS);      // as a thread that waits for a statement
                });
                count++;
            } catch (SQLTransientConnectionException timeout) {
                got[0] = System.nanoTime();
                timeouts++;
            }
            sum += got[0] - from;
            longest = Math.max(longest, got[0] - from);
        }
        return new Turns(count, sum, longest, timeouts);
    }

    void print() {
        TextTable table = new TextTable("lrrrrr").row("fairness", "mean wait", "longest wait", "fewest", "most",
                "timeouts");
        for (PoolContestant contestant : ALL) {
            table.row(contestant, String.format(Locale.ROOT, "%.1f ms", median(contestant, Outcome::mean)),
                    String.format(Locale.ROOT, "%.1f ms", median(contestant, Outcome::longest)),
                    String.format(Locale.ROOT, "%.0f", median(contestant, Outcome::fewest)),
                    String.format(Locale.ROOT, "%.0f", median(contestant, Outcome::most)),
                    String.format(Locale.ROOT, "%.0f", median(contestant, Outcome::timeouts)));
        }
        System.out.println();
        table.lines().forEach(System.out::println);
        System.out.println(
                THREADS + " threads keep each connection for a millisecond. `fewest` and `most` are the borrows "
                        + "of one thread.");
    }

    private double median(PoolContestant contestant, ToDoubleFunction<Outcome> figure) {
        return Median.of(outcomes.get(contestant).stream().map(figure::applyAsDouble).toList());
    }
}
