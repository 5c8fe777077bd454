package docs.studio.terminal;

import grader.lab.Lab;
import grader.lab.Problem;
import grader.lab.TaskMethods;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a task stands in the learner's own files.
 *
 * @param line    of the method, from 1
 * @param written whether its Todo is gone
 */
record Place(Path file, int line, boolean written) {

    /** The places of a lab's tasks; of several methods of a task the first that is not written yet. */
    static Map<String, Place> of(Lab lab) {
        Map<String, Place> places = new HashMap<>();
        for (Path file : sources(lab)) {
            String source = read(file);
            if (source.contains("// task ")) {
                for (TaskMethods.Method method : TaskMethods.in(file.getFileName().toString(), source).methods()) {
                    Place place = new Place(file, method.line(), !hasHole(source, method));
                    places.merge(method.task(), place, (first, second) -> first.written() ? second.written() ? first : second : first);
                }
            }
        }
        return places;
    }

    /** All Java files of the learner's in the lab. */
    static List<Path> sources(Lab lab) {
        if (!Files.isDirectory(lab.own())) {
            return List.of();
        }
        try (var files = Files.list(lab.own())) {
            return files.filter(file -> file.toString().endsWith(".java") && Files.isRegularFile(file)).sorted().toList();
        } catch (IOException error) {
            throw Problem.of(error, "reading " + lab.own());
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException error) {
            throw new Problem(grader.lab.Course.shown(file) + " is not UTF-8", "let your editor save it as UTF-8");
        } catch (IOException error) {
            throw Problem.of(error, "reading " + grader.lab.Course.shown(file));
        }
    }

    private static boolean hasHole(String source, TaskMethods.Method method) {
        int end = method.bodyEnd() < method.bodyStart() ? source.length() : method.bodyEnd();
        return source.substring(method.bodyStart(), end).contains("new Todo(\"" + method.task() + "\")");
    }
}
