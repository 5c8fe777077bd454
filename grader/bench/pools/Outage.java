package grader.bench.pools;

import grader.bench.util.MedianTable;
import grader.machine.postgres.PostgresServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What clients see of a PostgreSQL that is killed and started again while they send requests at a steady rate. */
final class Outage {

    private static final int PER_SECOND = 200;
    private static final int BEFORE_MILLIS = 500;
    private static final int DOWN_MILLIS = 1500;
    private static final int AFTER_MILLIS = 2000;

    /** A statement of a client; times are those of `nanoTime`. */
    private record Request(long start, long end, boolean failed) {}

    private final MedianTable table = new MedianTable("PostgreSQL killed", "down", "%,.0f ms", "requests", "%.0f",
            "failed", "%.0f", "longest failure", "%,.0f ms", "back after", "%,.0f ms", "failed then", "%.0f");

    void round(PostgresServer server) throws InterruptedException {
        for (PoolContestant contestant : List.of(PoolContestant.HIKARI, PoolContestant.OWN, PoolContestant.NONE)) {
            table.add(contestant, figures(contestant, server));
        }
    }

    /**
     * In the order of the columns; times are in milliseconds.
     *
     * @param killed when the database was about to be killed
     * @param gone when all of its processes had ended
     * @param back when it was ready again
     */
    private static double[] figures(Collection<Request> all, long killed, long gone, long back) {
        List<Request> failed = all.stream().filter(Request::failed).toList();
        return new double[] {(back - killed) / 1e6,
                all.stream().filter(each -> each.end() - killed > 0 && each.start() - back < 0).count(),
                failed.size(),
                failed.stream().mapToLong(each -> each.end() - each.start()).max().orElse(0) / 1e6,
                all.stream()
                        .filter(each -> !each.failed() && each.end() - gone > 0)
                        .mapToLong(each -> Math.max(0, each.end() - back))
                        .min()
                        .orElse(Long.MAX_VALUE) / 1e6,
                failed.stream().filter(each -> each.start() - back >= 0).count()};
    }

    private static double[] figures(PoolContestant contestant, PostgresServer server) throws InterruptedException {
        Collection<Request> requests = new ConcurrentLinkedQueue<>();
        long killed;
        long gone;
        long back;
        PrintStream errors = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));        // A pool may log each failure.
        try (Pool pool = contestant.make(Connections.of(server.url()));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread load = Thread.ofPlatform().start(() -> send(pool, clients, requests));
            try {
                Thread.sleep(BEFORE_MILLIS);
                killed = System.nanoTime();
                server.kill();
                gone = System.nanoTime();
                Thread.sleep(DOWN_MILLIS);
                server.startAgain();
                back = System.nanoTime();
                Thread.sleep(AFTER_MILLIS);
            } finally {
                load.interrupt();
                load.join();
            }
        } finally {
            System.setErr(errors);
        }
        return figures(requests, killed, gone, back);
    }

    /**
     * Sends requests whether or not there are responses, until it is interrupted: clients do not wait for each other.
     */
    private static void send(Pool pool, ExecutorService clients, Collection<Request> requests) {
        long next = System.nanoTime();
        try {
            while (true) {
                clients.execute(() -> requests.add(request(pool)));
                next += TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            }
        } catch (InterruptedException enough) {
            // The requests that are on their way come to their end.
        }
    }

    private static Request request(Pool pool) {
        long start = System.nanoTime();
        boolean failed = false;
        try {
            pool.borrow(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SELECT 1");
                }
            });
        } catch (SQLException | InterruptedException failure) {
            failed = true;
        }
        return new Request(start, System.nanoTime(), failed);
    }

    void print() {
        table.print();
        System.out.println(PER_SECOND + " requests a second, each with one statement. `requests` are those during the "
                + "outage, `failed` all that failed;");
        System.out.println("`back after` is the time until the first success once PostgreSQL was ready again, `failed "
                + "then` what was sent after that.");
    }
}
