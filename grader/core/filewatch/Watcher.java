package grader.core.filewatch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks at files 25 times a second. A {@link java.nio.file.WatchService} would tell sooner on Linux, but on macOS it
 * looks every two seconds only, and it loses folders that are replaced.
 */
public final class Watcher implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(40);

    private final Supplier<List<Path>> folders;
    private final Predicate<String> names;
    private final Consumer<Save> events;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("sources").factory());
    private final Settling settling;
    private Snapshot last;

    /**
     * @param folders asked at each look, as they may come and go
     * @param names of the files in them that count
     */
    public Watcher(Supplier<List<Path>> folders, Predicate<String> names, Consumer<Save> events) {
        this.folders = folders;
        this.names = names;
        this.events = events;
        this.last = Snapshot.NONE.next(folders.get(), names, Instant.now());
        this.settling = new Settling(last);
        timer.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            last = last.next(folders.get(), names, Instant.now());
            settling.look(last, System.nanoTime()).ifPresent(events);
        } catch (RuntimeException | Error why) {     // the timer would say nothing, and look no more
            timer.shutdown();
            events.accept(new Save.Failed(why));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
