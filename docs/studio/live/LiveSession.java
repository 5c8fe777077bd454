package docs.studio.live;

import docs.site.cells.Cell;
import docs.site.cells.Limits;
import docs.site.cells.Outcome;
import docs.site.cells.Outcome.Kind;
import docs.site.cells.Outcome.Line;
import docs.site.cells.PageCells;
import docs.site.cells.PageClasses;
import docs.site.cells.Session;
import docs.studio.process.Changes;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final int PATIENCE_SECONDS = 20;
    private static final long SELDOM_NANOS = Duration.ofMillis(500).toNanos();

    /** What a reader sees of it. */
    enum State {
        RESTING, STARTING, READY, BUSY, LOST
    }

    /**
     * The last run of a cell.
     *
     * @param number greater than that of each run that ended before
     */
    record Ended(int number, String code, Outcome outcome, long millis) {}

    private final CompletableFuture<Session> starting;
    private final AtomicReference<PageClasses> classes = new AtomicReference<>();
    private final ReentrantLock running = new ReentrantLock(true);
    private final AtomicInteger stops = new AtomicInteger();
    private final Map<String, Ended> ended = new ConcurrentHashMap<>();
    private final AtomicInteger runs = new AtomicInteger();
    private volatile State state = State.STARTING;
    private volatile long used = System.nanoTime();
    private volatile boolean closed;
    private static final String GONE = "the cells were restarted, or gave way to those of another page";

    private final int number;
    private final boolean own;
    private final ServerPort port;
    private final Changes changes;
    private volatile boolean outdated;
    private volatile long looked = System.nanoTime();
    private volatile OwnSources sources;        // null: not read yet, or not needed

    private volatile Turn turn;

    /**
     * Starts.
     *
     * @param number by which a page knows it from those before and after it
     * @param own the lab whose classes are the learner's; empty: cells use the reference's, or none
     */
    LiveSession(int number, Course course, PageCells page, Optional<Lab> own, ServerPort port, Changes changes) {
        this.changes = changes;
        this.number = number;
        this.own = own.isPresent();
        this.port = port;
        starting = CompletableFuture.supplyAsync(() -> {
            classes.set(own.map(this::ownClasses).orElseGet(() -> PageClasses.of(course, page)));
            Session session = new Session(classes.get().path());
            try {
                session.start();
                session.ask(this::prepared);
            } catch (RuntimeException failure) {
                session.close();
                throw failure;
            }
            become(State.READY);
            return session;
        }, task -> Thread.ofPlatform().daemon().name("cells of " + page.name()).start(task));
        starting.whenComplete((session, failure) -> changes.happened());
    }

    private PageClasses ownClasses(Lab lab) {
        sources = OwnSources.now(lab);
        return PageClasses.ofOwn(lab, sources.texts());
    }

    /** Declares what cells find there. If the process ends meanwhile, the cell is told of it. */
    private boolean prepared(JShell shell) {
        try {
            port.declareIn(shell);
            return true;
        } catch (IllegalStateException ended) {
            return false;
        }
    }

    int number() {
        return number;
    }

    /** Whether the cells use the learner's classes. */
    boolean isOwn() {
        return own;
    }

    /** Whether those are others by now. */
    boolean isOutdated() {
        OwnSources used = sources;
        return used != null && used.haveChanged();
    }

    /** The same, as it was a moment ago: to know it, files are read. */
    boolean seemsOutdated() {
        if (System.nanoTime() - looked > SELDOM_NANOS) {
            outdated = isOutdated();
            looked = System.nanoTime();
        }
        return outdated;
    }

    private void become(State next) {
        state = next;
        changes.happened();
    }

    /** Why there is no session; empty if there is one, or it still starts. */
    Optional<UserError> problem() {
        return starting.isCompletedExceptionally() ? Optional.of(problem(starting.exceptionNow())) : Optional.empty();
    }

    State state() {
        return starting.isCompletedExceptionally() ? State.LOST : state;
    }

    /** The last run of the cell, if what it declared is still there. */
    Optional<Ended> ended(Cell cell) {
        return Optional.ofNullable(ended.get(cell.id()));
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
    Ended run(Cell cell, String code, int stopsBefore, Turn.Listener listener) throws InterruptedException {
        long start = System.nanoTime();
        Session session = session();
        running.lockInterruptibly();
        Turn own = new Turn(session);
        try {
            if (closed) {
                throw new UserError(GONE, "run it again");
            }
            turn = own;
            if (stops.get() != stopsBefore || listener.isGone()) {
                Outcome none = new Outcome(List.of(new Line(Kind.ERROR, "stopped before it began")));
                return new Ended(runs.get(), code, none, 0);
            }
            become(State.BUSY);
            used = System.nanoTime();
            Thread.ofPlatform().daemon().start(() -> own.tell(listener));
            session.start();
            session.ask(this::prepared);        // the process may be a fresh one
            Outcome outcome = session.run(cell.id(), code, LIMITS);
            Ended now = new Ended(runs.incrementAndGet(), code, outcome,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            ended.put(cell.id(), now);
            return now;
        } finally {
            own.end();
            become(session.isAlive() ? State.READY : State.LOST);
            if (state == State.LOST) {
                ended.clear();
            }
            used = System.nanoTime();
            running.unlock();
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

    /** Stops the cell that runs, and those that wait for it. @param why as it is told */
    void stop(String why) {
        stops.incrementAndGet();
        Turn now = turn;
        if (now != null) {
            Thread.ofPlatform().daemon().start(() -> now.stop(why));
        }
    }

    /** @throws UserError if there is none: the lab's classes do not compile, or no process starts */
    private Session session() {
        try {
            return starting.join();
        } catch (CompletionException failed) {
            throw problem(failed.getCause());
        }
    }

    private static UserError problem(Throwable failure) {
        return failure instanceof UserError problem ? problem
                : new UserError("the cells cannot start: " + failure, "free some memory, and restart them");
    }

    /** Ends the process soon, or when it has started. Returns at once: a cell that hears nothing takes two seconds. */
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
        return starting.handleAsync((session, failure) -> {
            if (session != null) {
                stop(GONE);
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
        }, task -> Thread.ofPlatform().daemon().name("end of cells").start(task));
    }
}
