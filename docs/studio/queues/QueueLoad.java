package docs.studio.queues;

import docs.studio.servers.LoadClock;
import docs.studio.web.LocalGet;
import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Clients of the learner's server: some ask at a steady rate, whether or not it keeps up, and others begin a request
 * and say no more. It ends a few seconds after a page has asked for it last.
 */
final class QueueLoad implements AutoCloseable {

    static final int MOST_SILENT = 50;

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofMillis(300);
    private static final Duration ONE_LOOK = Duration.ofMillis(1);
    private static final int LOOKED_AT = 10;
    private static final int TICK_MILLIS = 100;
    private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST_KEPT = 2_000;
    private static final byte[] BEGUN = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.ISO_8859_1);

    /**
     * What the clients have seen in the last five seconds.
     *
     * @param p50 milliseconds of those that did not fail; null without one
     * @param refused of those that failed, how many got a 503
     * @param unknown how many got a 404
     * @param held requests that were not sent, as too many are open
     * @param silent connections that say nothing now
     */
    record Seen(int responses, int failed, int refused, int unknown, Double p50, Double p99, int open, long held,
            int silent) {}

    private record Outcome(long end, long nanos, int status) {

        boolean hasFailed() {
            return status == 0 || status >= 500;
        }
    }

    private final IntSupplier labServer;
    private final ScheduledExecutorService turns =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("queues").factory());
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private final Deque<RawConnection> silent = new ArrayDeque<>();
    private ScheduledFuture<?> ticking;     // null: there is no load
    private LoadClock clock;        // null: the same
    private int wanted;
    private String target = "/";
    private volatile int other;     // the port of another server than the lab's; 0: there is none
    private long until;

    /** @param labServer where the lab's server listens now; 0: nowhere */
    QueueLoad(IntSupplier labServer) {
        this.labServer = labServer;
    }

    private int port() {
        return other == 0 ? labServer.getAsInt() : other;
    }

    /**
     * For the next seconds.
     *
     * @param clients how many begin a request and say no more
     * @param to another port than that of the lab's server; 0: that
     */
    synchronized void send(int rate, String path, int clients, int to) {
        if (to != other) {
            end();
            synchronized (outcomes) {
                outcomes.clear();
            }
        }
        other = to;
        target = path;
        wanted = clients;
        until = System.nanoTime() + LEASE.toNanos();
        if (ticking == null && port() != 0 && !turns.isShutdown()) {
            clock = new LoadClock(this::next);
            ticking = turns.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (clock != null) {
            clock.send(rate);
        }
    }

    private synchronized Runnable next() {
        int to = port();
        String path = target;
        return () -> get(to, path);
    }

    private void get(int to, String path) {
        long start = System.nanoTime();
        int status = 0;
        try {
            status = LocalGet.of(to, path, PATIENCE).status();
        } catch (IOException failed) {
            // it counts as failed
        }
        long end = System.nanoTime();
        synchronized (outcomes) {
            outcomes.addLast(new Outcome(end, end - start, status));
            if (outcomes.size() > MOST_KEPT) {
                outcomes.removeFirst();
            }
        }
    }

    private void tick() {
        int to = port();
        int missing;
        synchronized (this) {
            if (to == 0 || System.nanoTime() - until > 0) {
                end();
                return;
            }
            for (int i = 0; i < LOOKED_AT && !silent.isEmpty(); i++) {
                RawConnection connection = silent.removeFirst();
                connection.within(ONE_LOOK).skip(1 << 12);
                if (!connection.isOver()) {
                    silent.addLast(connection);
                }
            }
            while (silent.size() > wanted) {
                silent.removeLast().close();
            }
            missing = Math.min(LOOKED_AT, wanted - silent.size());
        }
        try {
            for (int i = 0; i < missing; i++) {
                connect(to);
            }
        } catch (IOException full) {
            // the next tick tries again
        }
    }

    private void connect(int to) throws IOException {
        RawConnection connection = RawConnection.connect(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), to), Peer.client(), CONNECT);
        connection.send(BEGUN, CONNECT);
        synchronized (this) {
            silent.addLast(connection);
        }
    }

    private synchronized void end() {
        if (ticking != null) {
            ticking.cancel(false);
            clock.close();
        }
        ticking = null;
        clock = null;
        silent.forEach(RawConnection::close);
        silent.clear();
    }

    Seen seen() {
        long from = System.nanoTime() - WINDOW_NANOS;
        List<Outcome> last;
        synchronized (outcomes) {
            last = outcomes.stream().filter(each -> each.end() - from > 0).toList();
        }
        long[] times = last.stream().filter(each -> !each.hasFailed()).mapToLong(Outcome::nanos).sorted().toArray();
        int failed = (int) last.stream().filter(Outcome::hasFailed).count();
        int refused = with(503, last);
        int unknown = with(404, last);
        synchronized (this) {
            return new Seen(last.size(), failed, refused, unknown, at(times, 0.5), at(times, 0.99),
                    clock == null ? 0 : clock.open(), clock == null ? 0 : clock.held(), silent.size());
        }
    }

    private static int with(int status, List<Outcome> outcomes) {
        return (int) outcomes.stream().filter(each -> each.status() == status).count();
    }

    private static Double at(long[] sorted, double share) {
        return sorted.length == 0 ? null : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    @Override
    public void close() {
        turns.shutdownNow();
        end();
    }
}
