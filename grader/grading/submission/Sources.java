package grader.grading.submission;

import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.source.TaskMethods;
import grader.core.starter.GivenSections;
import grader.core.starter.OpenStarter;
import grader.core.starter.Starter;
import grader.results.result.MethodPlace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the tasks of a lab stand in a submission, which of them are not written yet, and which are the reference's.
 *
 * @param types of tasks that have neither a hole nor a method left, the type that they are in
 * @param missing stretch tasks that have no place in it: it is older than they
 */
public record Sources(Map<String, String> holes, Map<String, List<MethodPlace>> methods, Map<String, String> types,
        Set<String> unwritten, Set<String> skipped, Set<String> missing) {

    private static final Sources NONE =
            new Sources(Map.of(), Map.of(), Map.of(), Set.of(), Set.of(), Set.of());

    /**
     * What is known of the tasks of one lab.
     *
     * @param submission null: nothing is known of the sources
     */
    public static Sources of(Submission submission, Lab lab) {
        if (submission == null) {
            return NONE;
        }
        Map<String, String> holes = new HashMap<>();
        Map<String, List<MethodPlace>> places = new HashMap<>();
        Set<String> unwritten = new HashSet<>();
        Map<String, String> telling = submission.sourcesOf(lab);
        telling.values().removeIf(text -> !TaskMethods.mayBeIn(text));
        Map<String, TaskMethods.Found> found = TaskMethods.in(telling);
        for (Task task : lab.tasks()) {
            for (String name : inOrder(task, found.keySet())) {
                String id = task.id();
                List<TaskMethods.Method> methods = found.get(name).methods();
                methods.stream()
                        .filter(method -> method.task().equals(id))
                        .map(method -> new MethodPlace(name + ":" + method.line(), method.name()))
                        .forEach(places.computeIfAbsent(id, _ -> new ArrayList<>())::add);
                found.get(name).holes().stream().filter(hole -> hole.task().equals(id)).forEach(hole -> {
                    holes.putIfAbsent(id, name + ":" + hole.line());
                    if (methods.stream().anyMatch(hole::isIn)) {
                        unwritten.add(id);
                    }
                });
            }
        }
        GivenSections.of(lab, telling).forEach((task, place) -> {
            holes.put(task, place.toString());
            unwritten.add(task);
        });
        Map<String, String> types = new HashMap<>();
        for (Task task : lab.tasks()) {
            if (!holes.containsKey(task.id()) && places.getOrDefault(task.id(), List.of()).isEmpty()) {
                OpenStarter.placeOf(lab, task, submission.sourcesOf(lab))
                        .ifPresent(place -> types.put(task.id(), place.toString()));
            }
        }
        return new Sources(holes, places, types, unwritten,
                lab.equals(submission.lab()) ? submission.skipped() : Set.of(),
                missing(lab, places, holes.keySet(), types.keySet()));
    }

    /**
     * @param holes the tasks of which a hole is left, wherever it is
     * @param typed the tasks of which only the type is left
     */
    private static Set<String> missing(Lab lab, Map<String, List<MethodPlace>> places, Set<String> holes,
            Set<String> typed) {
        List<Task> unmarked = lab.tasks()
                .stream()
                .filter(task -> task.stretch() && !holes.contains(task.id())
                        && places.getOrDefault(task.id(), List.of()).isEmpty())
                .toList();
        if (unmarked.isEmpty()) {
            return Set.of();
        }
        Map<String, String> reference = Starter.reference(lab);
        reference.values().removeIf(text -> !TaskMethods.mayBeIn(text));
        Map<String, TaskMethods.Found> marked = TaskMethods.in(reference);
        Set<String> submitted =
                places.values().stream().flatMap(List::stream).map(MethodPlace::name).collect(Collectors.toSet());
        return unmarked.stream()
                .filter(task -> methods(marked.values()).anyMatch(method -> method.task().equals(task.id())))
                .filter(task -> !typed.contains(task.id()) || isGuided(lab, task, marked, submitted))
                .map(Task::id)
                .collect(Collectors.toSet());
    }

    /** Whether a submission marks what the guided starter does, in the types that a task is about, for other tasks. */
    private static boolean isGuided(Lab lab, Task task, Map<String, TaskMethods.Found> marked, Set<String> submitted) {
        List<String> others =
                methods(OpenStarter.filesOf(lab, task).stream().map(marked::get).filter(Objects::nonNull).toList())
                        .filter(method -> !method.task().equals(task.id()))
                        .map(TaskMethods.Method::name)
                        .toList();
        return !others.isEmpty() && submitted.containsAll(others);
    }

    private static Stream<TaskMethods.Method> methods(Collection<TaskMethods.Found> files) {
        return files.stream().flatMap(found -> found.methods().stream());
    }

    /** In the order of the task's last hint, which is that of the page: learners begin with its first file. */
    private static List<String> inOrder(Task task, Set<String> names) {
        String code = task.hints().isEmpty() ? "" : task.hints().getLast();
        return names.stream()
                .sorted(Comparator.comparingInt((String name) -> {
                    int place = code.indexOf("// " + name.substring(name.lastIndexOf('/') + 1));
                    return place < 0 ? code.length() : place;
                }).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    public Optional<String> hole(String task) {
        return Optional.ofNullable(holes.get(task));
    }

    /** Such as `labs/01-sockets/Listener.java:38`; empty if it is not known. */
    public String place(String task) {
        return hole(task).or(() -> methods(task).stream().map(MethodPlace::place).findFirst())
                .orElseGet(() -> types.getOrDefault(task, ""));
    }

    /** The methods of a task, in the order in which its page has them. */
    public List<MethodPlace> methods(String task) {
        return methods.getOrDefault(task, List.of());
    }

    /** Whether a method of the task is still as it was in the starter, so that its checks need not be tried. */
    public boolean isUnwritten(String task) {
        return unwritten.contains(task);
    }

    /** Whether it is a stretch task that the submission is too old to have. */
    public boolean isMissing(String task) {
        return missing.contains(task);
    }

    public boolean isSkipped(String task) {
        return skipped.contains(task);
    }
}
