package grader.machine.database;

import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps steps from happening until the check lets them: so what two transactions do, and in which order, is decided by
 * the check and by no clock.
 */
public final class Hold implements AutoCloseable {

    private record Held(DatabaseEvent event, Runnable go) {}

    private final WatchedDatabase database;
    private final Predicate<DatabaseEvent> what;
    private final Deque<Held> waiting = new ArrayDeque<>();
    private boolean open;

    Hold(WatchedDatabase database, Predicate<DatabaseEvent> what) {
        this.database = database;
        this.what = what;
    }

    boolean holds(DatabaseEvent event) {
        synchronized (database) {
            return !open && what.test(event);
        }
    }

    void add(DatabaseEvent event, Runnable go) {
        synchronized (database) {
            waiting.add(new Held(event, go));
            database.notifyAll();
        }
    }

    /** It does not wait any longer: its connection is broken, or its process has gone. */
    void remove(DatabaseEvent event) {
        synchronized (database) {
            waiting.removeIf(held -> held.event().number() == event.number());
            database.notifyAll();
        }
    }

    /**
     * Waits until so many steps are held.
     *
     * @throws CheckFailed if they do not come
     */
    public Hold awaitHeld(int count) {
        if (!holds(count, Limits.PATIENCE)) {
            throw new CheckFailed("expected " + count + (count == 1 ? " step" : " steps")
                    + " at the same time in the database, but there were " + held().size() + ": " + held());
        }
        return this;
    }

    /** Whether so many steps are held, sooner or later. */
    public boolean holds(int count, Duration limit) {
        return database.await(limit, () -> waiting.size() >= count);
    }

    /** What is held now, in the order in which it came. */
    public List<DatabaseEvent> held() {
        synchronized (database) {
            return waiting.stream().map(Held::event).toList();
        }
    }

    /** Lets the one go that has waited longest. Those that come later are still held. */
    public void releaseFirst() {
        Held first;
        synchronized (database) {
            first = waiting.poll();
        }
        if (first == null) {
            throw new IllegalStateException("nothing is held: call awaitHeld first");
        }
        first.go().run();
    }

    /** Lets all go, and holds none from now on. */
    public void release() {
        List<Held> all;
        synchronized (database) {
            open = true;
            all = new ArrayList<>(waiting);
            waiting.clear();
        }
        all.forEach(held -> held.go().run());
    }

    @Override
    public void close() {
        release();
    }
}
