package grader.machine.os;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl+C: what runs is asked to end, and the JVM waits until it has had its last word and left nothing behind. */
public final class InterruptHandler implements AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Duration most;
    private final ShutdownHook hook;
    private volatile Runnable last = () -> {};

    /** @param most how long the JVM waits */
    public InterruptHandler(Duration most) {
        this.most = most;
        this.hook = new ShutdownHook(this::ask);
    }

    private void ask() {
        asked.countDown();
        try {
            if (!ended.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                last.run();
            }
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param last what has to be done even if it does not end in time */
    public void orElse(Runnable last) {
        this.last = last;
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits for it. Returns whether it was asked within this time. */
    public boolean within(Duration time) throws InterruptedException {
        return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** All is done: nothing has to be waited for. */
    @Override
    public void close() {
        ended.countDown();
        hook.close();
    }
}
