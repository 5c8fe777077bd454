package docs.studio.models;

import docs.studio.models.RandomLoad.Sent;
import docs.studio.models.RandomLoad.Wanted;
import docs.studio.servers.ServerProcess;
import docs.studio.web.LocalGet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Values that were loaded together and end together: the calls that lab 09's cache makes in a catalog. */
final class StampedeExperiment implements Experiment {

    private static final int KEYS = 24;
    private static final int WORKERS = 6;
    private static final double LOAD = .150;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public int lab() {
        return 9;
    }

    @Override
    public double[] measure(Trial trial) throws IOException, InterruptedException {
        AtomicBoolean warm = new AtomicBoolean();
        SlowService catalog = trial.opened(
                new SlowService(WORKERS, 10_000, path -> warm.get() ? trial.exponential(LOAD) : 0));
        ServerProcess server = trial.start("server", List.of("--engine", "thread", "--catalog", catalog.url(),
                "--cache-ttl", "" + (int) (1000 * trial.place.number("ttl")), "--cache-jitter",
                trial.place.text("jitter"), "--catalog-timeout", "30000"));
        for (int twice = 0; twice < 2; twice++) {
            for (int key = 0; key < KEYS; key++) {
                LocalGet.of(server.port(), target(key), PATIENCE);
            }
        }
        warm.set(true);
        catalog.forget();
        List<Sent> sent = RandomLoad.of(trial, (int) trial.place.number("rate"), PATIENCE, PATIENCE,
                () -> new Wanted(server.port(), target(key(trial)), 0));
        return new double[] {catalog.calls() / trial.seconds, catalog.most(),
                trial.quantile(.99, sent.stream().mapToDouble(Sent::total).toArray())};
    }

    private static String target(int key) {
        return "/products/key-" + key;
    }

    /** Some are asked for more often than others, as in the model. */
    private static int key(Trial trial) {
        return Math.min(trial.random.nextInt(KEYS), trial.random.nextInt(KEYS));
    }

    @Override
    public String why(Trial trial) {
        return trial.place.text("flight").equals("load it, too")
                ? "No flag lets requests load a key that is being loaded already: the cache has single flight. Compare "
                        + "it with --flight wait."
                : "The catalog here is a real server, which also parses and writes, and a key is loaded when the "
                        + "request arrives, not when the clock says so.";
    }
}
