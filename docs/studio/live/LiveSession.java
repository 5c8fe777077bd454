package docs.studio.live;

import docs.site.cells.Cell;
import docs.site.cells.Limits;
import docs.site.cells.Outcome;
import docs.site.cells.Outcome.Kind;
import docs.site.cells.Outcome.Line;
import docs.site.cells.PageCells;
import docs.site.cells.PageClasses;
import docs.site.cells.Session;
import grader.console.UserError;
import grader.course.Course;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import jdk.jshell.JShell;

/** The cells of one open page: they run one at a time, in one process. */
final class LiveSession implements AutoCloseable {

    /** A cell may be a server, and run for as long as someone looks at it. */
    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(30), Duration.ofSeconds(2), 64 * 1024, 2_000);
    private static final long PERIOD_MILLIS = 40;
    /** After so many periods the same is said again: who does not listen any more is noticed then. */
    private static final int HEARTBEAT = 25;
    private static final int PATIENCE_SECONDS = 20;

    /** What a reader sees of it. */
    enum State {
        STARTING, READY, BUSY, LOST
    }

    /** Hears what a cell prints while it runs. If it cannot any more, the cell is stopped. */
    interface Listener {
        /** @param at the number of the first line, from 0; what was said of later lines is replaced */
        void printed(int at, List<Line> lines) throws IOException;
    }

    private final CompletableFuture<Session> starting;
    private final AtomicReference<PageClasses> classes = new AtomicReference<>();
    private final ReentrantLock running = new ReentrantLock(true);
    private final AtomicInteger stops = new AtomicInteger();
    private final Map<String, String> ran = new ConcurrentHashMap<>();
    private volatile State state = State.STARTING;
    private volatile long used = System.nanoTime();
    private volatile boolean closed;

    /** One run of a cell. After its end nothing that it has begun can touch the next one. */
    private static final class Turn {

        private final Session session;
        private final CountDownLatch ended = new CountDownLatch(1);

        Turn(Session session) {
            this.session = session;
        }

        synchronized void stop() {
            if (ended.getCount() > 0) {
                session.stop();
            }
        }

        synchronized void end() {
            ended.countDown();
        }

        boolean endsWithin(long millis) throws InterruptedException {
            return ended.await(millis, TimeUnit.MILLISECONDS);
        }
    }

    private volatile Turn turn;

    LiveSession(Course course, PageCells page) {
        starting = CompletableFuture.supplyAsync(() -> {
            classes.set(PageClasses.of(course, page));
            Session session = new Session(classes.get().path());
            try {
                session.start();
            } catch (RuntimeException failure) {
                session.close();
                throw failure;
            }
            state = State.READY;
            return session;
        }, task -> Thread.ofPlatform().daemon().name("cells of " + page.name()).start(task));
    }

    State state() {
        return starting.isCompletedExceptionally() ? State.LOST : state;
    }

    /** Whether the cell has run with this code, and what it declared is still there. */
    boolean hasRun(Cell cell, String code) {
        return code.equals(ran.get(cell.id()));
    }

    /** When it was used last, by {@link System#nanoTime}. */
    long used() {
        return used;
    }

    /** How often it was asked to stop. */
    int stops() {
        return stops.get();
    }

    /** Runs a cell when those before it have ended. @param stopsBefore counted before the reader heard of the run */
    Outcome run(Cell cell, String code, int stopsBefore, Listener listener) throws InterruptedException {
        Session session = session();
        running.lockInterruptibly();
        Turn own = new Turn(session);
        try {
            if (closed) {
                throw new UserError("the cells were restarted, or gave way to those of another page", "run it again");
            }
            turn = own;
            if (stops.get() != stopsBefore) {
                return new Outcome(List.of(new Line(Kind.ERROR, "stopped before it began")));
            }
            state = State.BUSY;
            used = System.nanoTime();
            Thread.ofVirtual().start(() -> tell(own, listener));
            Outcome outcome = session.run(cell.id(), code, LIMITS);
            if (!outcome.failed()) {
                ran.put(cell.id(), code);
            }
            return outcome;
        } finally {
            own.end();
            state = session.isAlive() ? State.READY : State.LOST;
            if (state == State.LOST) {
                ran.clear();
            }
            used = System.nanoTime();
            running.unlock();
        }
    }

    private static void tell(Turn turn, Listener listener) {
        int whole = 0;
        int same = 0;
        List<Line> last = List.of();
        try {
            while (!turn.endsWithin(PERIOD_MILLIS)) {
                List<Line> now = turn.session.printed(whole);
                same = now.equals(last) ? same + 1 : 0;
                if (same % HEARTBEAT == 0) {
                    listener.printed(whole, now);
                    whole += Math.max(0, now.size() - 2);       // standard output and error may each have begun a line
                    last = now.subList(Math.max(0, now.size() - 2), now.size());
                }
            }
        } catch (IOException gone) {
            turn.stop();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** What JShell knows; empty while a cell runs, and before the first one. */
    <T> Optional<T> ask(Function<JShell, T> question) {
        if (!starting.isDone() || !running.tryLock()) {
            return Optional.empty();
        }
        try {
            return session().ask(question);
        } finally {
            running.unlock();
        }
    }

    /** Stops the cell that runs, and those that wait for it. */
    void stop() {
        stops.incrementAndGet();
        Turn now = turn;
        if (now != null) {
            Thread.ofVirtual().start(() -> stop(now));
        }
    }

    /** A session hears nothing in the moment before its cell begins: so it is told until the cell has ended. */
    private static void stop(Turn turn) {
        try {
            do {
                turn.stop();
            } while (!turn.endsWithin(PERIOD_MILLIS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws UserError if there is none: the lab's classes do not compile, or no process starts */
    private Session session() {
        try {
            return starting.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof UserError problem ? problem
                    : new UserError("the cells cannot start: " + failed.getCause(),
                            "free some memory, and restart them");
        }
    }

    /** Ends the process; that of a session which still starts ends when it has started. */
    @Override
    public void close() {
        closed = true;
        end();
    }

    /** Closes, and waits. */
    void closeAndWait() {
        closed = true;
        try {
            end().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stuck) {
            // its process ends with this one
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<?> end() {
        return starting.handle((session, failure) -> {
            if (session != null) {
                stop();
                running.lock();     // a cell that waits for its turn must not begin in a session that is closed
                try {
                    session.close();
                } finally {
                    running.unlock();
                }
            }
            if (classes.get() != null) {
                classes.get().close();
            }
            return null;
        });
    }
}
