package grader.checks.diagnose;

import grader.clients.http.CheckFailed;
import grader.clients.http.Transcript;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.submission.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The learner's check, tried on one variant. It has a server and a transcript of its own: several are tried at the same
 * time, and told one after the other.
 */
final class Trial {

    /** Most of their time they wait. */
    private static final int AT_ONCE = 8;

    private final Rig rig;
    private final Variant variant;
    private final Submission reference;
    private final List<CheckStep> steps;
    private final Transcript transcript = new Transcript();
    private volatile Throwable thrown;      // null: the check did what it has to do

    Trial(Rig rig, Variant variant, Submission reference, List<CheckStep> steps) {
        this.rig = rig;
        this.variant = variant;
        this.reference = reference;
        this.steps = steps;
    }

    /** Runs all of them to their end. */
    static void runAll(List<Trial> trials) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().name("trial").factory())) {
            trials.forEach(trial -> threads.execute(trial::run));
        }
    }

    private void run() {
        List<Server> servers = new ArrayList<>();
        try {
            Function<String[], Server> starting = rig.servers(variant.of(reference), transcript);
            run(new Scene(flags -> {
                servers.add(starting.apply(flags));
                return servers.getLast();
            }, rig::emptyDatabase, rig::scriptedUpstream));
        } catch (RuntimeException | Error wrong) {
            thrown = wrong;
        } finally {
            servers.forEach(rig::end);
        }
    }

    private void run(Scene scene) {
        try {
            scene.run(steps);
        } catch (CheckFailed failed) {
            if (variant.isRight()) {
                throw new CheckFailed("your check has to pass on it, and fails: " + failed.getMessage());
            }
            return;
        }
        if (!variant.isRight()) {
            throw new CheckFailed("your check has to fail on it, and finds nothing wrong");
        }
    }

    /** Tells what has happened, and throws what went wrong. */
    void tell() {
        Trial last = thrown instanceof CheckFailed ? alone() : this;
        rig.tell(last.transcript);
        switch (last.thrown) {
            case null -> {}
            case RuntimeException wrong -> throw wrong;
            case Error wrong -> throw wrong;
            default -> throw new IllegalStateException(last.thrown);
        }
    }

    /** The same again: beside others, the server may have lacked the time that a step gives it. */
    private Trial alone() {
        Trial alone = new Trial(rig, variant, reference, steps);
        alone.run();
        return alone;
    }

    @Override
    public String toString() {
        return variant.toString();
    }
}
