package grader.grading.watch;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PlatformFiles;
import grader.core.filewatch.Save;
import grader.core.filewatch.Watcher;
import grader.grading.engine.Settings;
import grader.machine.os.ShutdownHook;
import grader.results.result.Result;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * `grade LAB --watch`: grades at the start and after each save, until q.
 *
 * <p>Everything that happens comes as an {@link Event} through one queue, so that one thread alone decides and writes.
 */
public final class Watching {

    private final Supplier<Settings> settings;
    private final BiConsumer<Settings, Result> keep;
    private final Screen screen;
    private final LearnerState desk;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Run run;             // null: none runs
    private boolean due;         // a grading was stopped, and another is to take its place
    private boolean lastOne;     // no key will come
    private boolean done;
    private volatile boolean signalled;
    private int exitCode = 2;    // nothing has been graded

    /**
     * @param settings of the next grading, with other random values each time
     * @param keep what is to be done with each result
     */
    public Watching(Supplier<Settings> settings, PrintWriter out, BiConsumer<Settings, Result> keep) {
        this.settings = settings;
        this.keep = keep;
        this.screen = new Screen(out);
        this.desk = new LearnerState(settings.get(), screen.style());
    }

    /** Returns the exit code of the last grading. */
    public int run() {
        Settings first = settings.get();
        List<Lab> labs = first.lab().course().all();
        Supplier<List<Path>> folders = () -> first.folders(labs);
        try (ShutdownHook _ = new ShutdownHook(() -> signalled = true); Stty _ = Stty.singleKeys();
                Watcher _ = new Watcher(folders, Watching::isSource, save -> events.add(new Event.Saved(save)))) {
            Keyboard.read(System.in, events::add);
            begin();
            while (!done) {
                Event event = events.take();
                if (!signalled) {      // after Ctrl+C all that still comes is of its making
                    handle(event);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            screen.wipe();
            end();
        }
        return exitCode;
    }

    /** Java files, and the manifest that `course skip` leaves. */
    public static boolean isSource(String file) {
        return PlatformFiles.isSource(file) || file.equals(".reference");
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Pressed pressed -> press(pressed.key());
            case Event.InputEnded ended -> {
                lastOne = true;
                done = run == null && !due;
            }
            case Event.Saved(Save.Begun _) -> changing();
            case Event.Saved(Save.Done done) when done.changed() || due -> begin();
            case Event.Saved(Save.Failed failed) -> broke(failed.why());
            case Event.Saved asBefore -> {}
            case Event.Said said when said.run() == run -> screen.say(said.words());
            case Event.Graded graded when graded.run() == run -> graded(graded.result());
            case Event.Broke broke when broke.run() == run -> broke(broke.why());
            case Event.Said late -> {}
            case Event.Judged ofNoInterest -> {}
            case Event.Asked notHere -> {}
            case Event.Graded late -> {}
            case Event.Broke late -> {}
        }
    }

    private void begin() {
        stop();
        due = false;
        run = new Run(settings.get(), desk.inWork(), events::add);
    }

    private void changing() {
        if (run != null) {
            due = true;
            stop();
            screen.say("saved: grading again");
        }
    }

    private void stop() {
        if (run != null) {
            run.stop();
            run = null;
        }
    }

    private void end() {
        Run last = run;
        stop();
        if (last != null) {
            last.awaitEnd();
        }
    }

    private void graded(Result result) {
        Settings graded = run.settings();
        run = null;
        exitCode = result.exitCode();
        screen.clear();
        screen.add(desk.report(result));
        try {
            keep.accept(graded, result);
        } catch (UserError problem) {
            tell(problem);
        }
        screen.keys();
        done = lastOne;
    }

    /** If nothing can be graded at the start, the call was wrong; later the learner may fix it while this waits. */
    private void broke(Throwable why) {
        run = null;
        if (!(why instanceof UserError problem) || !desk.hasReported()) {
            throw why instanceof RuntimeException known ? known : new IllegalStateException(why.toString(), why);
        }
        tell(problem);
        screen.keys();
        done = lastOne;
    }

    private void tell(UserError problem) {
        exitCode = 2;
        screen.add(problem.line() + "\n");
    }

    private void press(Key key) {
        switch (key) {
            case NEXT -> show(desk.nextTask());
            case HINT -> show(desk.hint());
            case LIST -> show(desk.list());
            case CHECK -> begin();
            case QUIT -> done = true;
        }
    }

    private void show(String text) {
        screen.add(text);
        screen.keys();
    }
}
