package docs.studio.models;

import docs.studio.servers.ServerProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** A server at one place of a model's handles, while it is measured. */
final class Trial implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final List<String> ALWAYS = List.of("--host", "127.0.0.1", "--access-log", "off");
    private static final long SEED = 57;
    private static final double LEAST_SLACK = 3;
    private static final double MOST_COST = 5;

    final Place place;
    final Random random = new Random(SEED);     // any thread may use it
    /** How many times longer than in the model everything takes. */
    final int scale;
    /** How long to measure, in seconds of this world. */
    final double seconds;
    /** What a request costs beside its handler, in seconds; 0 if that was not measured. */
    volatile double cost;
    /** What else the experiment has to say about its numbers. */
    volatile String note = "";
    private final Subject subject;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Trial(Subject subject, Model model, Place place, int scale) {
        this.subject = subject;
        this.place = place;
        this.scale = scale;
        this.seconds = model.seconds() * scale;
    }

    /** Which differences of times mean nothing, in milliseconds of the model: those of what a request costs itself. */
    double slack() {
        return LEAST_SLACK + Math.min(MOST_COST, 1000 * cost / scale);
    }

    /** The number of the lab whose server this is. */
    int lab() {
        return subject.number();
    }

    /** Starts a server of the subject with these flags and a free port. */
    ServerProcess start(String name, List<String> flags) {
        List<String> all = new ArrayList<>(ALWAYS);
        if (!flags.contains("--port")) {
            all.addAll(List.of("--port", "0"));
        }
        all.addAll(flags);
        ServerProcess server = opened(subject.server(name, all));
        server.start(START);
        return server;
    }

    synchronized <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    double exponential(double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }

    /** A time in whole milliseconds, rounded up or down by chance, so that the mean stays. */
    long millis(double time) {
        return (long) Math.floor(Math.max(0, time) * 1000 + random.nextDouble());
    }

    /** @param values in seconds. Returns what a share of them does not exceed, in milliseconds of the model. */
    double quantile(double share, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0
                : 1000 * sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))] / scale;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                // what is bound ends with this program at the latest
            }
        }
    }
}
