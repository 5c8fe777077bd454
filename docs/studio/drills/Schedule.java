package docs.studio.drills;

import grader.core.course.Course;
import grader.core.course.Progress;
import grader.core.course.Progress.Drilled;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Which fault comes next. What was missed comes back soon; what was found comes later each time. */
record Schedule(Progress progress, Random random) {

    private static final int AFTER_A_MISS = 3;
    private static final List<Integer> AFTER_FINDS = List.of(8, 20, 45, 90);

    /** A seed of the next drill. @param stop that its fault is at, or one of two */
    long seed(Course course, Optional<Stop> stop, boolean hard) {
        List<Fault> candidates = Scene.candidates(Fault.all(course, new Random(0)), hard);
        return Scene.seed(candidates,
                next(candidates.stream().filter(fault -> stop.isEmpty() || stop.get() == fault.stop()).toList()),
                random);
    }

    /** How many of these faults are due now. */
    long due(List<Fault> faults) {
        return faults.stream().filter(this::isDue).count();
    }

    private boolean isDue(Fault fault) {
        return progress.drilled().containsKey(fault.name())
                && progress.drilled().get(fault.name()).due() <= progress.drills();
    }

    /** The next of these: what is due, the longest first; then a new fault; then what is due next. */
    private Fault next(List<Fault> faults) {
        Map<String, Drilled> known = progress.drilled();
        Comparator<Fault> byDue = Comparator.comparing(fault -> known.get(fault.name()).due());
        Optional<Fault> first = faults.stream().filter(fault -> known.containsKey(fault.name())).min(byDue);
        List<Fault> fresh = faults.stream().filter(fault -> !known.containsKey(fault.name())).toList();
        return first.filter(this::isDue).isPresent() || fresh.isEmpty() ? first.orElseThrow()
                : fresh.get(random.nextInt(fresh.size()));
    }

    /** Keeps which of them were found. Returns after how many drills each comes again. */
    Map<Fault, Integer> keep(Map<Fault, Boolean> found) {
        Map<Fault, Integer> waits = new HashMap<>();
        Map<String, Drilled> next = new HashMap<>();
        found.forEach((fault, right) -> {
            Drilled before = progress.drilled().getOrDefault(fault.name(), new Drilled(0, 0));
            int streak = right ? before.streak() + 1 : 0;
            int wait = right ? AFTER_FINDS.get(Math.min(streak, AFTER_FINDS.size()) - 1) : AFTER_A_MISS;
            waits.put(fault, wait);
            next.put(fault.name(), new Drilled(streak, progress.drills() + wait));
        });
        progress.drilled(next);
        return waits;
    }
}
