package docs.studio.drills;

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

    /** The next of these: what is due, the longest first; then a new fault; then what is due next. */
    Fault next(List<Fault> faults) {
        Map<String, Drilled> known = progress.drilled();
        Comparator<Fault> byDue = Comparator.comparing(fault -> known.get(fault.name()).due());
        Optional<Fault> first = faults.stream().filter(fault -> known.containsKey(fault.name())).min(byDue);
        List<Fault> fresh = faults.stream().filter(fault -> !known.containsKey(fault.name())).toList();
        boolean due = first.filter(fault -> known.get(fault.name()).due() <= progress.drills()).isPresent();
        return due || fresh.isEmpty() ? first.orElseThrow() : fresh.get(random.nextInt(fresh.size()));
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
