package docs.studio.drills;

import docs.studio.process.Changes;
import docs.studio.stream.Job;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The drill of a page: it is there as long as the page is. */
final class DrillRun implements Job {

    /** A stop, and what may be wrong there. */
    private record Causes(String stop, List<String> causes) {

        static Causes of(Stop stop, DrillSession drill) {
            return new Causes(stop.toString(), drill.causes(stop).stream().map(Fault::cause).toList());
        }
    }

    /** Where the server is, how many faults it has, and what they may be. */
    private record Ready(long seed, int port, int adminPort, long pid, String log, int faults, List<Causes> stops) {}

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(20);     // a page that is seen asks all the time

    private final List<Map<String, ?>> told = new ArrayList<>();        // guarded by itself
    private final Changes changes;
    private DrillSession session;       // null: there is none yet; guarded by this object's lock
    private volatile boolean ready;
    private volatile boolean over;
    private long asked;         // when the page has asked last, of System.nanoTime(); guarded by this object's lock

    /** Begins it, in a thread of its own. @param reference may have to be compiled first */
    DrillRun(Course course, Supplier<Reference> reference, Scene scene, Changes changes) {
        this.changes = changes;
        inThread(() -> begin(course, reference, scene));
    }

    private static void inThread(Runnable task) {
        Thread.ofPlatform().daemon().name("drill").start(task);
    }

    private void begin(Course course, Supplier<Reference> reference, Scene scene) {
        try {
            tell(Map.of("says", "compiling the reference of lab 13"));
            Reference compiled = reference.get();
            DrillSession drill;
            synchronized (this) {
                if (over) {
                    return;
                }
                drill = new DrillSession(course, compiled, scene, says -> tell(Map.of("says", says)));
                session = drill;
            }
            tell(Map.of("says", "waiting for the first requests"));
            DrillServer server = drill.server();
            server.warmUp();
            ready = true;
            tell(Map.of("ready", new Ready(scene.seed(), server.port(), server.adminPort(), server.pid(),
                    server.logFile().toString(), scene.faults().size(),
                    Arrays.stream(Stop.values()).map(stop -> Causes.of(stop, drill)).toList())));
            awaitSilence();
        } catch (RuntimeException problem) {
            tell(Map.of("problem",
                    problem instanceof UserError user ? user.line() : "a mistake in the course: " + problem));
            close();
        } catch (InterruptedException stop) {
            close();
        }
    }

    /** A page in a forgotten tab asks nothing: its server is not to run for days. */
    private synchronized void awaitSilence() throws InterruptedException {
        asked = System.nanoTime();
        long left = LONGEST_SILENCE.toMillis();
        while (!over && left > 0) {
            wait(left);
            left = LONGEST_SILENCE.minusNanos(System.nanoTime() - asked).toMillis();
        }
        if (!over) {
            throw new UserError("the page was not looked at for " + LONGEST_SILENCE.toMinutes() + " minutes",
                    "begin another drill");
        }
    }

    private void tell(Map<String, ?> news) {
        synchronized (told) {
            told.add(news);
        }
        changes.happened();
    }

    /** Its state. @throws UserError as long as the server does not serve, and after the end */
    synchronized DrillSession session() {
        if (!ready || over) {
            throw new UserError("no drill is going on here", "begin one");
        }
        asked = System.nanoTime();
        return session;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public Reader open() {
        return new Reader() {

            private int heard;

            @Override
            public List<?> news(boolean last) {
                synchronized (told) {
                    List<?> news = List.copyOf(told.subList(heard, told.size()));
                    heard = told.size();
                    return news;
                }
            }
        };
    }

    @Override
    public void end() {
        over = true;
        inThread(this::close);
    }

    /** Ends it, and waits until its server has ended. */
    void close() {
        over = true;
        synchronized (this) {
            if (session != null) {
                session.close();
            }
            notifyAll();
        }
        changes.happened();
    }
}
