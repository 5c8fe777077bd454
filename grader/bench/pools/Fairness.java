package grader.bench.pools;

import grader.bench.util.MedianTable;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Whether all threads get their turn: more of them than connections, each of which they keep for a while. */
final class Fairness {

    private static final int THREADS = 64;
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** What one thread has seen. Times are in nanoseconds. */
    private record Turns(long count, long sum, long longest, long timeouts) {}

    private final long nanos;
    private final MedianTable table = new MedianTable("fairness", "mean wait", "%.1f ms", "longest wait", "%.1f ms",
            "fewest", "%.0f", "most", "%.0f", "timeouts", "%.0f");

    Fairness(boolean quick) {
        nanos = TimeUnit.MILLISECONDS.toNanos(quick ? 500 : 2000);
    }

    void round() throws Exception {
        for (PoolContestant contestant : List.of(PoolContestant.HIKARI, PoolContestant.OWN)) {
            try (Pool pool = contestant.make(Connections.of(Connections::toNothing));
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
                add(contestant, all);
            }
        }
    }

    private void add(PoolContestant contestant, List<Turns> all) {
        long count = all.stream().mapToLong(Turns::count).sum();
        table.add(contestant, all.stream().mapToLong(Turns::sum).sum() / 1e6 / Math.max(1, count),
                all.stream().mapToLong(Turns::longest).max().orElseThrow() / 1e6,
                all.stream().mapToLong(Turns::count).min().orElseThrow(),
                all.stream().mapToLong(Turns::count).max().orElseThrow(),
                all.stream().mapToLong(Turns::timeouts).sum());
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
            } catch (SQLTransientException timeout) {
                got[0] = System.nanoTime();
                timeouts++;
            }
            sum += got[0] - from;
            longest = Math.max(longest, got[0] - from);
        }
        return new Turns(count, sum, longest, timeouts);
    }

    void print() {
        table.print();
        System.out.println(
                THREADS + " threads keep each connection for a millisecond. `fewest` and `most` are the borrows "
                        + "of one thread.");
    }
}
