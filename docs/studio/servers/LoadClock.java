package docs.studio.servers;

import grader.clients.http.Await;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends requests by the clock, each in a thread of its own: slow servers do not slow them down. */
public final class LoadClock implements AutoCloseable {

    public static final int MOST_PER_SECOND = 100;
    /** Requests that may wait for their responses; while there are so many, no others are sent. */
    public static final int MOST_OPEN = 500;

    private static final int TICK_MILLIS = 10;

    private final Supplier<Runnable> next;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("load").factory());
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private int perSecond;      // guarded by this object's lock, as is all below
    private double due;
    private long last = System.nanoTime();
    private long sent;
    private long held;
    private int open;

    /** @param next what sends the next request, and returns at its end; called by one thread */
    public LoadClock(Supplier<Runnable> next) {
        this.next = next;
        clock.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends so many requests per second from now on. @param rate up to {@link #MOST_PER_SECOND} */
    public synchronized void send(int rate) {
        perSecond = Math.clamp(rate, 0, MOST_PER_SECOND);
    }

    public synchronized int rate() {
        return perSecond;
    }

    public synchronized long sent() {
        return sent;
    }

    /** How many were not sent, as too many were open. */
    public synchronized long held() {
        return held;
    }

    public synchronized int open() {
        return open;
    }

    /** Stops sending, and waits until no request is open. */
    public void pause(Duration limit) {
        send(0);
        Await.comesTrue(limit, () -> open() == 0);
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
                Runnable request = next.get();
                senders.execute(() -> run(request));
            }
        }
    }

    private void run(Runnable request) {
        try {
            request.run();
        } finally {
            synchronized (this) {
                open--;
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        senders.shutdownNow();
    }
}
