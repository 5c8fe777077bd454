package grader.run;

import grader.checks.Checks;
import grader.lab.Lab;
import grader.lab.Task;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** One check of a lab as the grader sees it: its method, what its annotation says, its task. */
public record Case(String id, Method method, Check check, Task task) {

    /** All checks of a lab, by task in the lab's order; within a task foundations first, then by points. */
    public static List<Case> of(Lab lab) {
        List<Case> all = new ArrayList<>();
        for (Class<?> type : Checks.of(lab.name())) {
            for (Method method : type.getDeclaredMethods()) {
                Check check = method.getAnnotation(Check.class);
                if (check != null) {
                    Task task = lab.task(check.task())
                            .orElseThrow(() -> new IllegalStateException(
                                    type.getSimpleName() + "." + method.getName() + ": " + lab.name() + " has no task "
                                            + check.task()));
                    all.add(new Case(kebab(method.getName()), method, check, task));
                }
            }
        }
        all.sort(Comparator.comparingInt((Case one) -> lab.tasks().indexOf(one.task))
                .thenComparing(one -> !one.check.foundation())
                .thenComparing(one -> -one.check.points())
                .thenComparing(Case::id));
        return all;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z0-9]+)", "-$1").toLowerCase(Locale.ROOT);
    }

    String clause() {
        return check.clause().isEmpty() ? task.clause() : check.clause();
    }

    /** The tasks it builds on: those of its task, and its own. */
    Set<String> builds() {
        Set<String> all = new TreeSet<>(task.needs());
        all.addAll(Arrays.asList(check.builds()));
        return all;
    }
}
