package docs.studio.servers;

import grader.clients.http.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends requests by the clock, each in a thread of its own: slow servers do not slow them down. */
public final class LoadClock implements AutoCloseable {

    /** Unless the clock is told another limit. */
    public static final int MOST_PER_SECOND = 100;
    private static final int MOST_OPEN = 500;

    private static final int LEAST_TICK_MILLIS = 10;
    private static final int MOST_TICK_MILLIS = 50;
    private static final Duration ALWAYS = Duration.ofDays(10_000);

    private final int mostPerSecond;
    private final int mostOpen;
    private final Supplier<Runnable> next;
    private final Optional<Random> chance;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("load").factory());
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private int perSecond;      // guarded by this object's lock, as is all below
    private ScheduledFuture<?> ticking;     // null: nothing is sent
    private long until;
    private int tickMillis;
    private double due;
    private long last;
    private long sent;
    private long held;
    private int open;

    /** @param next what sends the next request, and returns at its end; called by one thread */
    public LoadClock(Supplier<Runnable> next) {
        this(MOST_PER_SECOND, MOST_OPEN, next);
    }

    /**
     * @param mostOpen requests that may wait for their responses; while there are so many, no others are sent
     * @param next what sends the next request, and returns at its end; called by one thread
     */
    public LoadClock(int mostPerSecond, int mostOpen, Supplier<Runnable> next) {
        this(mostPerSecond, mostOpen, Optional.empty(), next);
    }

    /** The same by chance, as independent clients come (a Poisson process); the rate is that of the average. */
    public static LoadClock byChance(Random chance, int mostPerSecond, int mostOpen, Supplier<Runnable> next) {
        return new LoadClock(mostPerSecond, mostOpen, Optional.of(chance), next);
    }

    private LoadClock(int mostPerSecond, int mostOpen, Optional<Random> chance, Supplier<Runnable> next) {
        this.chance = chance;
        this.mostPerSecond = mostPerSecond;
        this.mostOpen = mostOpen;
        this.next = next;
    }

    /** Sends so many requests per second from now on. @param rate up to the limit */
    public void send(int rate) {
        send(rate, ALWAYS);
    }

    /** The same for a time, and nothing after that. */
    public synchronized void send(int rate, Duration lease) {
        perSecond = Math.clamp(rate, 0, mostPerSecond);
        until = System.nanoTime() + lease.toNanos();
        if (perSecond > 0 && ticking == null) {
            last = System.nanoTime();
            due = 0;
        }
        int tick = chance.isPresent() ? LEAST_TICK_MILLIS
                : Math.clamp(250 / Math.max(1, perSecond), LEAST_TICK_MILLIS, MOST_TICK_MILLIS);
        if (perSecond > 0 && (ticking == null || tick != tickMillis) && !clock.isShutdown()) {
            tickMillis = tick;
            stopTicking();
            ticking = clock.scheduleAtFixedRate(this::tick, tick, tick, TimeUnit.MILLISECONDS);
        }
    }

    private void stopTicking() {
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
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

    /** The next request is asked for without this object's lock, as what makes it may have a lock of its own. */
    private void tick() {
        for (int i = due(); i > 0; i--) {
            Runnable request = next.get();
            senders.execute(() -> run(request));
        }
    }

    /** How many requests to send now; they count as open. */
    private synchronized int due() {
        long now = System.nanoTime();
        if (perSecond == 0 || now - until > 0) {
            perSecond = 0;
            stopTicking();
            return 0;
        }
        double mean = perSecond * (now - last) / 1e9;
        due = chance.isPresent() ? due + byChance(chance.get(), mean)
                : Math.min(due + mean, Math.max(1, perSecond / 10.0));
        last = now;
        int whole = (int) due;
        int free = Math.clamp(mostOpen - open, 0, whole);
        due -= whole;
        held += whole - free;
        sent += free;
        open += free;
        return free;
    }

    /** How many come while so many come on average: their gaps are exponential. */
    private static int byChance(Random random, double mean) {
        int count = -1;
        for (double sum = 0; sum <= mean; count++) {
            sum -= Math.log(1 - random.nextDouble());
        }
        return count;
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
