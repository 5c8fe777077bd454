package docs.studio.lab;

import docs.studio.web.LocalGet;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Requests for the learner's server at a steady rate, sent by the clock: a slow server does not slow them down. It ends
 * when the server does, and a few seconds after a page has asked for it last.
 */
final class ServerLoad implements AutoCloseable {

    static final int MOST_PER_SECOND = 200;
    /** Requests that may wait for their responses; while there are so many, no others are sent. */
    static final int MOST_OPEN = 64;

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TICK_MILLIS = 10;
    /** After a pause of this machine, so many seconds are made up for. */
    private static final double MOST_LATE = 0.1;

    private final IntSupplier port;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(threads("load"));
    private final ThreadPoolExecutor senders = new ThreadPoolExecutor(0, MOST_OPEN, 5, TimeUnit.SECONDS,
            new SynchronousQueue<>(), threads("load-request"), new ThreadPoolExecutor.DiscardPolicy());
    private ScheduledFuture<?> ticking;     // null: nothing is sent
    private int perSecond;
    private String target;
    private long until;
    private long last;
    private double due;

    /** @param port where the server listens now; 0: nowhere */
    ServerLoad(IntSupplier port) {
        this.port = port;
    }

    private static ThreadFactory threads(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }

    /** Sends so many requests per second from now on, for the next seconds. @param rate up to MOST_PER_SECOND */
    synchronized void send(int rate, String path) {
        perSecond = rate;
        target = path;
        until = System.nanoTime() + LEASE.toNanos();
        if (rate > 0 && ticking == null && !clock.isShutdown()) {
            last = System.nanoTime();
            due = 0;
            ticking = clock.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void tick() {
        int to = port.getAsInt();
        long now = System.nanoTime();
        if (perSecond == 0 || to == 0 || now - until > 0) {
            ticking.cancel(false);
            ticking = null;
            return;
        }
        due = Math.min(due + perSecond * (now - last) / 1e9, Math.max(1, perSecond * MOST_LATE));
        last = now;
        String path = target;
        for (; due >= 1; due--) {
            senders.execute(() -> get(to, path));
        }
    }

    private static void get(int port, String path) {
        try {
            LocalGet.of(port, path, PATIENCE);
        } catch (IOException failed) {
            // The server's own numbers tell what they can.
        }
    }

    /** How many requests wait for their responses. */
    int open() {
        return senders.getActiveCount();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        senders.shutdownNow();
    }
}
