package grader.core.starter;

import grader.core.course.Course;
import grader.core.course.GradingHistory;
import grader.core.course.Lab;
import grader.core.course.Progress;
import grader.core.source.TaskMethods;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which tasks the learner's files hold code of: `git stash` takes it away, and brings it back. */
public final class WrittenTasks {

    private WrittenTasks() {}

    /**
     * The ids of a lab's tasks that are not written: a Todo of theirs is left, or their SQL is as it was given.
     *
     * @param files the learner's, by name
     */
    public static Set<String> missing(Lab lab, Map<String, String> files) {
        Map<String, String> withTodo = new LinkedHashMap<>(files);
        withTodo.values().removeIf(text -> !text.contains("Todo"));
        Set<String> missing = new HashSet<>(GivenSections.of(lab, files).keySet());
        TaskMethods.in(withTodo).values().forEach(found -> found.holes().forEach(hole -> missing.add(hole.task())));
        return missing;
    }

    /** The learner's progress, as the files of the course bear it out. */
    public static Progress progress(Course course, Progress kept) {
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        for (Lab lab : course.all()) {
            if (kept.hasCode(lab.name())) {
                missing.put(lab.name(), missing(lab, GradingHistory.files(lab)));
            }
        }
        return kept.without(missing);
    }
}
