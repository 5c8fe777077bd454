package docs.studio.models;

import docs.studio.servers.LoadClock;
import docs.studio.servers.LoadConnection;
import docs.studio.servers.LoadConnection.Lost;
import grader.clients.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Requests that come by chance, and what became of them. Each has its own connection. */
final class RandomLoad implements AutoCloseable {

    /**
     * A request.
     *
     * @param port 0: there is no server for it
     * @param service how long its handler takes, in seconds
     */
    record Wanted(int port, String target, double service) {}

    /**
     * A request that was sent. All times are in seconds.
     *
     * @param born since the load began
     * @param connected how long it took to connect; infinite if that failed
     * @param total how long it took until the response was whole; infinite if there is none with status 2xx
     */
    record Sent(Wanted wanted, double born, double connected, double total) {

        boolean isGood() {
            return total < Double.POSITIVE_INFINITY;
        }

        double end() {
            return born + total;
        }
    }

    private static final int MOST_OPEN = 4_000;
    private static final int MOST_PER_SECOND = 1_000;

    private final long start = System.nanoTime();
    private final Duration connecting;
    private final Duration patience;
    private final Supplier<Wanted> next;
    private final LoadClock clock;
    private final List<Sent> all = new ArrayList<>();

    /**
     * Begins.
     *
     * @param connecting how long a client waits for its connection. @param patience and how long for its response
     */
    RandomLoad(Random random, int rate, Duration connecting, Duration patience, Supplier<Wanted> next) {
        this.connecting = connecting;
        this.patience = patience;
        this.next = next;
        this.clock = LoadClock.byChance(random, MOST_PER_SECOND, MOST_OPEN, this::next);
        clock.send(rate);
    }

    /** Sends for so many seconds, waits for the last responses, and returns all. */
    static List<Sent> of(Trial trial, int rate, Duration connecting, Duration patience, Supplier<Wanted> next)
            throws InterruptedException {
        try (RandomLoad load = new RandomLoad(trial.random, rate, connecting, patience, next)) {
            Thread.sleep(Duration.ofNanos((long) (trial.seconds * 1e9)));
            return load.stop();
        }
    }

    /** How long each took that had ended by then, in seconds. */
    static double[] timesUntil(double end, List<Sent> sent) {
        return sent.stream().filter(each -> each.end() <= end).mapToDouble(Sent::total).toArray();
    }

    /** How long it has gone on, in seconds. */
    double now() {
        return (System.nanoTime() - start) / 1e9;
    }

    List<Sent> stop() {
        clock.pause(connecting.plus(patience));
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    private Runnable next() {
        Wanted wanted = next.get();
        double born = now();
        return () -> send(wanted, born);
    }

    private void send(Wanted wanted, double born) {
        double connected = Double.POSITIVE_INFINITY;
        double total = Double.POSITIVE_INFINITY;
        try (LoadConnection connection = LoadConnection.open(wanted.port(), connecting)) {
            connected = now() - born;
            Response response = connection.exchange("GET", wanted.target(), "Connection: close\r\n", patience);
            total = response.isWhole() && response.status() / 100 == 2 ? now() - born : total;
        } catch (Lost none) {
            // that it is not good says so
        }
        synchronized (all) {
            all.add(new Sent(wanted, born, connected, total));
        }
    }

    @Override
    public void close() {
        clock.close();
    }
}
