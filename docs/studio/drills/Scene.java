package docs.studio.drills;

import grader.core.course.Course;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * All that a seed decides: the faults, how strong they are, how much load there is, and what else clients do.
 *
 * @param healthy whether the server has none of the changes, for comparison
 */
record Scene(long seed, List<Fault> faults, List<Herring> herrings, List<Shape> load, boolean healthy) {

    private static final double LEAST_PACE = 0.8;
    private static final double MOST_PACE = 1.3;
    private static final int MOST_HERRINGS = 2;
    private static final int VARIANTS = 1_000;

    /** Reads what there is. The seed, modulo the number of faults, says which one it is. */
    static Scene of(Course course, long seed, boolean hard) {
        Random random = new Random(seed);
        List<Fault> all = candidates(Fault.all(course, random), hard);
        List<Fault> chosen = new ArrayList<>(List.of(all.get((int) Math.floorMod(seed, (long) all.size()))));
        if (hard) {
            List<Fault> others = new ArrayList<>(all);
            Collections.shuffle(others, random);
            others.stream().filter(other -> fits(chosen.getFirst(), other)).findFirst().ifPresent(chosen::add);
        }
        List<Herring> herrings = new ArrayList<>(Herring.all(course));
        Herring usual = herrings.stream().filter(one -> one.name().equals(Herring.USUAL)).findFirst().orElseThrow();
        herrings.remove(usual);
        Collections.shuffle(herrings, random);
        List<Herring> some = List.copyOf(herrings.subList(0, random.nextInt(MOST_HERRINGS + 1)));
        double pace = random.nextDouble(LEAST_PACE, MOST_PACE);
        List<Shape> load = Stream.of(
                usual.load().stream().map(shape -> shape.times(pace)),
                some.stream().flatMap(herring -> herring.load().stream()),
                chosen.stream().flatMap(fault -> fault.load().stream())).flatMap(each -> each).toList();
        return new Scene(seed, List.copyOf(chosen), some, load, false);
    }

    /** The faults that a drill may have: of two, neither hides the other. */
    static List<Fault> candidates(List<Fault> all, boolean hard) {
        return all.stream().filter(fault -> !hard || !fault.alone()).toList();
    }

    private static boolean fits(Fault first, Fault second) {
        return first.stop() != second.stop() && (first.flags().isEmpty() || second.flags().isEmpty())
                && !first.change().file().equals(second.change().file());
    }

    /** A seed whose fault is this one. */
    static long seed(List<Fault> all, Fault fault, Random random) {
        return (long) random.nextInt(VARIANTS) * all.size() + all.indexOf(fault);
    }

    /** The same load for the server as it should be. */
    Scene withoutFaults() {
        return new Scene(seed, faults, herrings, load, true);
    }
}
