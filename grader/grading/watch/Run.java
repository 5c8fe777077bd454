package grader.grading.watch;

import grader.grading.engine.Grading;
import grader.grading.engine.GradingListener;
import grader.grading.engine.Settings;
import grader.results.result.Verdict;
import java.util.function.Consumer;

/** One grading, in a thread of its own. */
final class Run {

    private final Settings settings;
    private final Grading grading;
    private final Thread thread;

    /** @param first the task whose checks come first */
    Run(Settings settings, String first, Consumer<Event> events) {
        this.settings = settings;
        this.grading = new Grading(settings, new GradingListener() {
            @Override
            public void says(String words) {
                events.accept(new Event.Said(Run.this, words));
            }

            @Override
            public void judged(String task, String check, Verdict verdict) {
                events.accept(new Event.Judged(Run.this, task, check, verdict));
            }
        }).first(first);
        this.thread = Thread.ofPlatform().daemon().name("grading").start(() -> events.accept(outcome()));
    }

    private Event outcome() {
        try {
            return new Event.Graded(this, grading.grade());
        } catch (RuntimeException | Error why) {
            return new Event.Broke(this, why);
        }
    }

    Settings settings() {
        return settings;
    }

    /** Ends its servers at once. What it still says is of no interest any more. */
    void stop() {
        grading.stop();
    }

    /** Waits until its files are gone, too. */
    void awaitEnd() {
        try {
            thread.join(java.time.Duration.ofSeconds(5));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
