package docs.studio.edge;

import docs.studio.servers.LoadClock;
import docs.studio.servers.LoadConnection;
import docs.studio.servers.LoadConnection.Lost;
import grader.clients.http.Response;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;

/**
 * Idempotent requests for the edge over TLS, sent by the clock: a slow chain does not slow them down. Connections are
 * kept for a few requests. Nothing is repeated here: if a request has no response, the chain has lost it.
 */
final class SteadyLoad implements AutoCloseable {

    /** Of all requests, about so many search in the database, and the others do not need it. */
    private static final List<String> MIX = List.of("GET /products?name=pen", "GET /products?name=o&sort=price",
            "GET /slow/20", "GET /", "HEAD /json");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(3);     // less than the edge's own limit
    private static final int MOST_REQUESTS = 40;
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
    private final LoadClock clock = new LoadClock(this::next);
    private final Random random = new Random();
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private long ok;        // guarded by this object's lock, as is all below
    private long lost;
    private long cut;
    private double longestMillis;

    /** @param tls what makes connections */
    SteadyLoad(int port, SSLContext tls, TraceLog traces) {
        this.port = port;
        this.tls = tls;
        this.traces = traces;
    }

    /** Sends so many requests per second from now on. @param rate up to {@link LoadClock#MOST_PER_SECOND} */
    void send(int rate) {
        clock.send(rate);
    }

    int rate() {
        return clock.rate();
    }

    /** Stops sending, and waits until no request is open. */
    void pause() {
        clock.pause(PATIENCE.plusSeconds(5));
    }

    private Runnable next() {
        String request = MIX.get(random.nextInt(MIX.size()));
        String trace = hex(16);
        String fields = "traceparent: 00-" + trace + "-" + hex(8) + "-01\r\n";
        return () -> request(request, trace, fields);
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
        LoadConnection connection = null;
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

    private LoadConnection connection() throws Lost {
        synchronized (this) {
            while (!idle.isEmpty()) {
                LoadConnection kept = idle.pop();
                if (kept.idle().compareTo(LONGEST_IDLE) < 0) {
                    return kept;
                }
                kept.close();
            }
        }
        return LoadConnection.open(tls, port, PATIENCE);
    }

    private void giveBack(LoadConnection connection, Response response) {
        if (!response.isWhole() || response.saysClose() || connection.requests() >= MOST_REQUESTS) {
            connection.close();
        } else {
            synchronized (this) {
                idle.push(connection);
            }
        }
    }

    private static void close(LoadConnection connection) {
        if (connection != null) {
            connection.close();
        }
    }

    private synchronized void count(Failure end, double millis) {
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
        return new Counts(clock.sent(), ok, lost, cut, clock.held(), clock.open(), longestMillis);
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
        clock.close();
        idle.forEach(LoadConnection::close);
    }
}
