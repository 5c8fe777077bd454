package docs.site.cells;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a cell that takes too long, prints too much, or is to stop. It asks first, more than once, as JShell hears
 * nothing between two snippets. If that does not help, it ends the process: code of a library may hear nothing at all.
 */
final class Watchdog implements AutoCloseable {

    private static final long AGAIN_MILLIS = 20;
    private static final String NOTHING = "";

    private final CellJShell jshell;
    private final Limits limits;
    private final CompletableFuture<String> wish = new CompletableFuture<>();
    private final CountDownLatch done = new CountDownLatch(1);

    Watchdog(CellJShell jshell, Limits limits) {
        this.jshell = jshell;
        this.limits = limits;
        long millis = limits.time().toMillis();
        wish.completeOnTimeout("it ran longer than " + said(millis), millis, TimeUnit.MILLISECONDS)
                .thenAcceptAsync(this::end, task -> Thread.ofPlatform().daemon().name("watchdog").start(task));
    }

    private static String said(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }

    void stop(String why) {
        wish.complete(why);
    }

    /** Why the cell was to stop, if it was. */
    Optional<String> why() {
        return Optional.of(wish.getNow(NOTHING)).filter(why -> !why.equals(NOTHING));
    }

    private void end(String why) {
        long last = System.nanoTime() + limits.patience().toNanos();
        try {
            while (!why.equals(NOTHING) && System.nanoTime() < last) {
                ask();
                if (done.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        force();
    }

    /** Under the lock of {@link #close}: a wish that is sent later would hit the next cell. */
    private synchronized void ask() {
        if (done.getCount() > 0) {
            jshell.shell().stop();
        }
    }

    private synchronized void force() {
        if (done.getCount() > 0) {
            jshell.kill();
        }
    }

    /** The cell has ended. */
    @Override
    public synchronized void close() {
        done.countDown();
        wish.complete(NOTHING);
    }
}
