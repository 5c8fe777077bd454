package grader.submission;

import grader.course.Lab;
import grader.source.TaskMethods;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the tasks of a lab stand in a submission, which of them are not written yet, and which are the reference's. */
public record Sources(Map<String, String> holes, Map<String, String> places, Set<String> unwritten,
        Set<String> skipped) {

    private static final Sources NONE = new Sources(Map.of(), Map.of(), Set.of(), Set.of());

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
        Map<String, String> places = new HashMap<>();
        Set<String> unwritten = new HashSet<>();
        Map<String, String> telling = submission.sourcesOf(lab);
        telling.values().removeIf(text -> !text.contains("// task ") && !text.contains("Todo"));
        TaskMethods.in(telling).forEach((name, found) -> {
            found.methods().forEach(method -> places.putIfAbsent(method.task(), name + ":" + method.line()));
            found.holes().forEach(hole -> holes.putIfAbsent(hole.task(), name + ":" + hole.line()));
            found.holes()
                    .stream()
                    .filter(hole -> found.methods().stream().anyMatch(hole::isIn))
                    .forEach(hole -> unwritten.add(hole.task()));
        });
        return new Sources(holes, places, unwritten, lab.equals(submission.lab()) ? submission.skipped() : Set.of());
    }

    public Optional<String> hole(String task) {
        return Optional.ofNullable(holes.get(task));
    }

    /** Such as `labs/01-sockets/Listener.java:38`; empty if it is not known. */
    public String place(String task) {
        return holes.getOrDefault(task, places.getOrDefault(task, ""));
    }

    /** Whether a method of the task is still as it was in the starter, so that its checks need not be tried. */
    public boolean isUnwritten(String task) {
        return unwritten.contains(task);
    }

    public boolean isSkipped(String task) {
        return skipped.contains(task);
    }
}
