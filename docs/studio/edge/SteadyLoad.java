package docs.studio.edge;

import docs.studio.edge.EdgeConnection.Lost;
import grader.clients.http.Await;
import grader.clients.http.Response;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Idempotent requests for the edge over TLS, sent by the clock: a slow chain does not slow them down. Connections are
 * kept for a few requests. Nothing is repeated here: if a request has no response, the chain has lost it.
 */
final class SteadyLoad implements AutoCloseable {

    static final int MOST_PER_SECOND = 100;
    /** Requests that may wait for their responses; while there are so many, no others are sent. */
    static final int MOST_OPEN = 500;

    /** Of all requests, about so many search in the database, and the others do not need it. */
    private static final List<String> MIX = List.of("GET /products?name=pen", "GET /products?name=o&sort=price",
            "GET /slow/20", "GET /", "HEAD /json");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(3);     // less than the edge's own limit
    private static final int MOST_REQUESTS = 40;
    private static final int TICK_MILLIS = 10;
    private static final int KEPT_FAILURES = 50;

    /**
     * A request that has no whole response with a good status.
     *
     * @param begun whether a response had begun, and was cut short
     */
    record Failure(String time, String request, String trace, String words, boolean begun) {}

    /** The counts since the start. @param held those that were not sent, as too many were open */
    record Counts(long sent, long ok, long lost, long cut, long held, int open, double longestMillis) {}

    private final int port;
    private final SSLContext tls;
    private final TraceLog traces;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("load").factory());
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random = new Random();
    private final Deque<EdgeConnection> idle = new ArrayDeque<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private int perSecond;      // guarded by this object's lock, as is all below
    private double due;
    private long last = System.nanoTime();
    private long sent;
    private long ok;
    private long lost;
    private long cut;
    private long held;
    private int open;
    private double longestMillis;

    /** @param tls what makes connections */
    SteadyLoad(int port, SSLContext tls, TraceLog traces) {
        this.port = port;
        this.tls = tls;
        this.traces = traces;
        clock.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends so many requests per second from now on. @param rate up to {@link #MOST_PER_SECOND} */
    synchronized void send(int rate) {
        perSecond = Math.clamp(rate, 0, MOST_PER_SECOND);
    }

    synchronized int rate() {
        return perSecond;
    }

    /** Stops sending, and waits until no request is open. */
    void pause() {
        send(0);
        Await.comesTrue(PATIENCE.plusSeconds(5), () -> counts().open() == 0);
    }

    private synchronized void tick() {
        long now = System.nanoTime();
        due = Math.min(due + perSecond * (now - last) / 1e9, Math.max(1, perSecond / 10.0));
        last = now;
        for (; due >= 1 && perSecond > 0; due--) {
            if (open >= MOST_OPEN) {
                held++;
            } else {
                sent++;
                open++;
                String request = MIX.get(random.nextInt(MIX.size()));
                String trace = hex(16);
                String fields = "traceparent: 00-" + trace + "-" + hex(8) + "-01\r\n";
                senders.execute(() -> request(request, trace, fields));
            }
        }
    }

    private String hex(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return HexFormat.of().formatHex(some);
    }

    private void request(String request, String trace, String fields) {
        traces.begins(trace, request);
        long begin = System.nanoTime();
        String words = "";
        boolean begun = false;
        String outcome = "";
        EdgeConnection connection = null;
        try {
            connection = connection();
            String[] line = request.split(" ");
            Response response = connection.exchange(line[0], line[1], fields, PATIENCE);
            outcome = response.statusLine();
            begun = !response.isWhole();
            words = begun ? "the response was cut short: expected "
                    + response.missing().map(missing -> missing.expected() + " after " + missing.after()).orElse("more")
                    : response.status() == 200 ? "" : response.statusLine() + ": " + response.body().strip();
            giveBack(connection, response);
        } catch (Lost failed) {
            words = failed.getMessage();
            close(connection);
        } catch (RuntimeException fault) {
            words = "a mistake in the course: " + fault;
            close(connection);
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        traces.ended(trace, millis, words.isEmpty() ? outcome : words, !words.isEmpty());
        count(new Failure(LocalTime.now().format(ChainActions.TIME), request, trace, words, begun),
                millis);
    }

    private EdgeConnection connection() throws Lost {
        synchronized (this) {
            while (!idle.isEmpty()) {
                EdgeConnection kept = idle.pop();
                if (kept.idle().compareTo(LONGEST_IDLE) < 0) {
                    return kept;
                }
                kept.close();
            }
        }
        return EdgeConnection.open(tls, port, PATIENCE);
    }

    private void giveBack(EdgeConnection connection, Response response) {
        if (!response.isWhole() || response.saysClose() || connection.requests() >= MOST_REQUESTS) {
            connection.close();
        } else {
            synchronized (this) {
                idle.push(connection);
            }
        }
    }

    private static void close(EdgeConnection connection) {
        if (connection != null) {
            connection.close();
        }
    }

    private synchronized void count(Failure end, double millis) {
        open--;
        longestMillis = Math.max(longestMillis, millis);
        if (end.words().isEmpty()) {
            ok++;
            return;
        }
        if (end.begun()) {
            cut++;
        } else {
            lost++;
        }
        failures.addLast(end);
        if (failures.size() > KEPT_FAILURES) {
            failures.removeFirst();
        }
    }

    synchronized Counts counts() {
        return new Counts(sent, ok, lost, cut, held, open, longestMillis);
    }

    /** Begins to look for the longest time again. */
    synchronized void forgetLongest() {
        longestMillis = 0;
    }

    /** The last of them. */
    synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        senders.shutdownNow();
        idle.forEach(EdgeConnection::close);
    }
}
