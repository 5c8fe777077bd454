package grader.proofs.systematic;

import grader.core.course.Lab;
import grader.core.source.TaskMethods;
import grader.grading.submission.Submission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of a lab that its tasks are about, with the lines they stand on. */
record TaskLines(Map<String, String> sources, Map<String, List<TaskMethods.Method>> methods) {

    /** Of the lab's own sources. */
    static TaskLines of(Lab lab, Submission reference) {
        Map<String, String> sources = new LinkedHashMap<>(reference.sources());
        sources.keySet().removeAll(reference.earlier().keySet());
        Map<String, List<TaskMethods.Method>> methods = new LinkedHashMap<>();
        TaskMethods.in(sources).forEach((file, found) -> {
            List<TaskMethods.Method> known = new ArrayList<>(found.methods());
            known.removeIf(method -> lab.task(method.task()).isEmpty());
            if (!known.isEmpty()) {
                methods.put(file, known);
            }
        });
        return new TaskLines(sources, methods);
    }

    /** The method that has this line of a file. */
    Optional<TaskMethods.Method> at(String file, int line) {
        return methods.getOrDefault(file, List.of())
                .stream()
                .filter(method -> method.line() <= line && line <= lastLine(file, method))
                .findFirst();
    }

    private int lastLine(String file, TaskMethods.Method method) {
        return lineOf(file, method.bodyEnd() - 1);
    }

    /** @param offset into the file's text */
    int lineOf(String file, int offset) {
        return (int) sources.get(file).substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }

    /** The type that a file declares. */
    static String type(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
    }
}
