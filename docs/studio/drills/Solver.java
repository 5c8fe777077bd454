package docs.studio.drills;

import grader.core.course.Course;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the fault of a drill as a learner should: from the signals, by the written rules, and by nothing else. */
public final class Solver implements AutoCloseable {

    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final int MOST_WINDOWS = 20;

    private final Course course;
    private final Reference reference;
    private final Consumer<String> notes;

    /** Compiles the reference. @param notes hears of each window what the rules say */
    public Solver(Course course, Consumer<String> notes) {
        this.course = course;
        this.reference = new Reference(course);
        this.notes = notes;
    }

    /** The names of all faults, in the order of the stops. */
    public static List<String> faults(Course course) {
        return Fault.all(course, new Random(0)).stream().map(Fault::name).toList();
    }

    /** A seed of a drill with this fault. */
    public static long seed(Course course, String fault, int variant) {
        List<String> all = faults(course);
        return (long) variant * all.size() + all.indexOf(fault);
    }

    /** The faults that the rules find in the drill of a seed: as soon as any does. */
    public List<String> solve(long seed) throws InterruptedException {
        return look(Scene.of(course, seed, false), MOST_WINDOWS);
    }

    /** The faults that the rules find in a drill with two: until both were found. */
    public List<String> solveBoth(long seed) throws InterruptedException {
        return look(Scene.of(course, seed, true), MOST_WINDOWS);
    }

    /** The names of the two faults in the drill of a seed. */
    public static List<String> both(Course course, long seed) {
        return Scene.of(course, seed, true).faults().stream().map(Fault::name).toList();
    }

    /** The same with the same load and flags, but without the fault: so often, none is to be found. */
    public List<String> solveHealthy(long seed, int windows) throws InterruptedException {
        return look(Scene.of(course, seed, false).withoutFaults(), windows);
    }

    private List<String> look(Scene scene, int windows) throws InterruptedException {
        List<Fault> all = Fault.all(course, new Random(scene.seed()));
        try (DrillServer server = reference.start(scene, ignored -> {})) {
            Set<String> found = new LinkedHashSet<>();
            for (int i = 0; i < windows && found.size() < scene.faults().size(); i++) {
                Evidence evidence = Evidence.of(server, WINDOW);
                List<String> now = all.stream().filter(fault -> fault.rule().holds(evidence)).map(Fault::name).toList();
                found.addAll(now);
                notes.accept("look " + (i + 1) + ": " + evidence.lines().size() + " requests; rules that hold: "
                        + (now.isEmpty() ? "none" : String.join(", ", now)));
                for (Fault fault : scene.faults()) {
                    fault.rule().measured(evidence).forEach(line -> notes.accept("    " + line));
                }
            }
            return List.copyOf(found);
        }
    }

    @Override
    public void close() {
        reference.close();
    }
}
