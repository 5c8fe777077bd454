package grader.grading.engine;

import grader.core.console.UserError;
import grader.core.course.CaseFile;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One check of a lab as the grader sees it: its method, what its annotation says, its task. */
public record CheckDefinition(String id, Method method, Check check, Task task) {

    /** All checks of a lab, by task in the lab's order; within a task foundations first, then by points. */
    public static List<CheckDefinition> of(Lab lab) {
        return of(lab, "CHECKS");
    }

    /** The check of a case file: its lab's, with points or without. */
    public static CheckDefinition of(CaseFile file, Course course) {
        Lab lab = course.lab(file.lab());
        return Stream.of("CASES", "CHECKS")
                .flatMap(list -> of(lab, list).stream())
                .filter(one -> one.id.equals(file.check()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "case " + file.id() + ": " + lab.name() + " has no check " + file.check()));
    }

    private static List<CheckDefinition> of(Lab lab, String list) {
        List<CheckDefinition> all = new ArrayList<>();
        for (Class<?> type : classes(lab, list)) {
            for (Method method : type.getDeclaredMethods()) {
                Check check = method.getAnnotation(Check.class);
                if (check != null) {
                    Task task = lab.task(check.task())
                            .orElseThrow(() -> new IllegalStateException(
                                    type.getSimpleName() + "." + method.getName() + ": " + lab.name() + " has no task "
                                            + check.task()));
                    all.add(new CheckDefinition(kebab(method.getName()), method, check, task));
                }
            }
        }
        all.sort(Comparator.comparingInt((CheckDefinition one) -> lab.tasks().indexOf(one.task))
                .thenComparing(one -> !one.check.foundation())
                .thenComparing(one -> -one.check.points())
                .thenComparing(CheckDefinition::id));
        return all;
    }

    /**
     * The checks that the settings name.
     *
     * @throws UserError if `--only` names nothing, with what there is
     */
    static List<CheckDefinition> chosen(Settings settings) {
        String lab = settings.lab().name();
        String only = settings.only().orElse("");
        if (settings.cases()) {
            return cases(settings).stream().map(one -> of(one, settings.lab().course())).distinct().toList();
        }
        List<CheckDefinition> chosen = of(settings.lab()).stream()
                .filter(one -> only.isEmpty() || one.id.equals(only) || one.task.id().equals(only))
                .toList();
        if (chosen.isEmpty() && !only.isEmpty()) {
            throw new UserError("--only " + only + ": " + lab + " has no such task or check",
                    "./jbang grade " + lab + " --list names them");
        }
        return chosen;
    }

    /**
     * The case files for the server of a lab: those of its own and of earlier labs.
     *
     * @throws UserError if there is none, or `--only` names none of them
     */
    public static List<CaseFile> cases(Settings settings) {
        Lab lab = settings.lab();
        List<CaseFile> all = CaseFile.all(lab.course())
                .stream()
                .filter(one -> one.isFor(lab))
                .toList();
        if (all.isEmpty()) {
            throw new UserError("no case file is for a server of " + lab.name(), "./jbang grade lab07 --cases");
        }
        List<CaseFile> chosen =
                all.stream()
                        .filter(one -> settings.only().isEmpty() || settings.only().get().equals(one.id()))
                        .toList();
        if (chosen.isEmpty()) {
            throw new UserError("--only " + settings.only().get() + ": " + lab.name() + " has no such case",
                    "its cases are " + String.join(", ", all.stream().map(CaseFile::id).toList()));
        }
        return chosen;
    }

    /** The classes in a list of `grader.checks.lab03.Lab03`; none for a lab without it. */
    private static List<Class<?>> classes(Lab lab, String list) {
        String name = "grader.checks." + lab.name() + "." + lab.name().replace("lab", "Lab");
        try {
            return ((List<?>) Class.forName(name).getField(list).get(null)).stream()
                    .<Class<?>>map(type -> (Class<?>) type)
                    .toList();
        } catch (ClassNotFoundException | NoSuchFieldException none) {
            return List.of();
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException(name + "." + list + " is not public", wrong);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z0-9]+)", "-$1").toLowerCase(Locale.ROOT);
    }

    String clause() {
        return check.clause().isEmpty() ? task.clause() : check.clause();
    }

    /** How a right server behaves and why, as one line. */
    String explain() {
        return check.explain().strip().replace('\n', ' ');
    }

    /**
     * Whether `foundation` has to stand before this check can say something: it is a foundation of its task, or of one
     * that it builds on, directly or not.
     */
    boolean standsOn(CheckDefinition foundation, Lab lab) {
        return !check.foundation() && foundation.check.foundation()
                && (task.equals(foundation.task) || reaches(builds(), foundation.task.id(), lab));
    }

    private static boolean reaches(Collection<String> names, String id, Lab lab) {
        return names.contains(id) || names.stream()
                .flatMap(name -> lab.task(name).stream())
                .anyMatch(needed -> reaches(needed.needs(), id, lab));
    }

    /** The tasks and checks that it builds on: the tasks of its task, and its own. */
    Set<String> builds() {
        Set<String> all = new TreeSet<>(task.needs());
        all.addAll(Arrays.asList(check.builds()));
        return all;
    }
}
