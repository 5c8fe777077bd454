package grader.checks.lab08;

import grader.grading.engine.Rig;
import grader.grading.server.ControlFailed;
import grader.grading.server.NotStarted;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The engines on which later labs try what depends on the engine. */
public final class EachEngine {

    private static final List<String> OTHERS = List.of("virtual", "loop", "hybrid");

    private EachEngine() {}

    /**
     * Tries `steps` as a case for the default engine, which is `thread`, and for each of the others. One of the others
     * that does not start, or whose `control` fails, is left out: its mistakes are lab 08's.
     *
     * @param start starts a server that has these flags, besides its own
     * @param control looks whether the engine does what lab 08 asks of it, as far as `steps` need that
     */
    public static <T> void tryOn(Rig rig, Function<String[], T> start, Consumer<T> control, Consumer<T> steps) {
        rig.each("thread, the default engine", () -> steps.accept(serving(rig, "thread", start, control)));
        for (String engine : OTHERS) {
            rig.each(engine, () -> ifServing(rig, engine, start, control).ifPresent(steps));
        }
    }

    /** Returns a server with this engine; empty if it does not start, or its `control` fails. See {@link #tryOn}. */
    public static <T> Optional<T> ifServing(Rig rig, String engine, Function<String[], T> start, Consumer<T> control) {
        try {
            return Optional.of(serving(rig, engine, start, control, "--engine", engine));
        } catch (NotStarted | ControlFailed none) {
            rig.tell("this engine does not serve: " + none.getMessage());
            return Optional.empty();
        }
    }

    /** Controls of one name are tried once, so each engine has one of its own. */
    private static <T> T serving(Rig rig, String engine, Function<String[], T> start, Consumer<T> control,
            String... flags) {
        T started = start.apply(flags);
        rig.control("the engine " + engine + " serves", () -> control.accept(started));
        return started;
    }
}
