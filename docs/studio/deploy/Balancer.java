package docs.studio.deploy;

import docs.studio.web.LocalGet;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends each new connection to the next instance that is ready. It asks `/ready` of each admin port by the clock: an
 * instance is in after one 200, and out after two probes in a row without. What an instance fails is not repeated.
 *
 * <p>On a busy machine, probes are late: an instance whose last 200 is older than two probes and a quarter is out as
 * well. So it gets no connection later than that after SIGTERM, whatever the machine does.
 */
final class Balancer implements AutoCloseable {

    private static final int MOST_FAILED = 2;
    private static final double LONGEST_IN_PROBES = 2.25;

    /** What is known about an instance; guarded by the balancer's lock. */
    private static final class Backend {

        final Instance instance;
        int failed;
        long lastGood;      // when that probe began; 0: there was none
        boolean in;

        Backend(Instance instance) {
            this.instance = instance;
        }
    }

    private final Duration interval;
    private final ScheduledExecutorService probes = Executors.newScheduledThreadPool(4,
            Thread.ofPlatform().daemon().name("probe-", 1).factory());
    private final List<Backend> backends = new ArrayList<>();
    private int turn;

    /** @param interval between two probes of an instance */
    Balancer(Duration interval) {
        this.interval = interval;
    }

    /** Probes an instance from now on, until it has ended and is out. */
    synchronized void add(Instance instance) {
        Backend backend = new Backend(instance);
        backends.add(backend);
        probes.execute(() -> probe(backend));
    }

    private void probe(Backend backend) {
        long began = System.nanoTime();
        boolean good = isReady(backend.instance);
        synchronized (this) {
            backend.failed = good ? 0 : backend.failed + 1;
            if (good) {
                backend.lastGood = began;
            }
            look(backend);
            if (!backend.in && backend.instance.life().ended() != 0) {
                backends.remove(backend);
            } else if (!probes.isShutdown()) {
                probes.schedule(() -> probe(backend), Math.max(0, began + interval.toNanos() - System.nanoTime()),
                        TimeUnit.NANOSECONDS);
            }
        }
    }

    private boolean isReady(Instance instance) {
        try {
            return instance.adminPort() != 0
                    && LocalGet.of(instance.adminPort(), "/ready", interval).status() == 200;
        } catch (IOException notNow) {
            return false;
        }
    }

    private void look(Backend backend) {
        long now = System.nanoTime();
        boolean known = backend.lastGood != 0
                && now - backend.lastGood <= LONGEST_IN_PROBES * interval.toNanos();
        boolean in = known && backend.failed < MOST_FAILED;
        if (in && !backend.in) {
            backend.instance.life().isReady(now);
        } else if (!in && backend.in) {
            backend.instance.life().isOut(now);
        }
        backend.in = in;
    }

    /** The instance for the next new connection; empty if none is ready. */
    synchronized Optional<Instance> next() {
        backends.forEach(this::look);
        for (int i = 0; i < backends.size(); i++) {
            turn = (turn + 1) % backends.size();
            if (backends.get(turn).in) {
                return Optional.of(backends.get(turn).instance);
            }
        }
        return Optional.empty();
    }

    synchronized boolean isIn(Instance instance) {
        return backends.stream().anyMatch(backend -> backend.instance == instance && backend.in);
    }

    /** The instances that get new connections now. */
    synchronized List<Instance> in() {
        return backends.stream().filter(backend -> backend.in).map(backend -> backend.instance).toList();
    }

    @Override
    public void close() {
        probes.shutdownNow();
    }
}
