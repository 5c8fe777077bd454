package docs.studio.terminal;

import grader.console.UserError;
import grader.course.Lab;
import grader.files.PathText;
import grader.source.Syntax;
import grader.source.TaskMethods;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a task is in the learner's own files, as `grade` reports it, too.
 *
 * @param line of the Todo if it is still there, else of the method, from 1
 * @param written whether its Todo is gone
 */
record Place(Path file, int line, boolean written) {

    /** The places of a lab's tasks. */
    static Map<String, Place> of(Lab lab) {
        Map<String, Place> holes = new HashMap<>();
        Map<String, Place> methods = new HashMap<>();
        for (Path file : sources(lab)) {
            String source = read(file);
            if (source.contains("// task ") || source.contains("Todo")) {
                TaskMethods.Found found = TaskMethods.in(file.getFileName().toString(), source);
                found.holes().forEach(hole -> holes.putIfAbsent(hole.task(), new Place(file, hole.line(), false)));
                found.methods()
                        .forEach(method -> methods.putIfAbsent(method.task(), new Place(file, method.line(), true)));
            }
        }
        methods.putAll(holes);
        return methods;
    }

    /** The first file of the lab's that cannot be parsed, as `FILE:LINE does not parse: why`. */
    static Optional<String> syntaxError(Lab lab) {
        return sources(lab).stream().flatMap(file -> syntaxError(file, read(file)).stream()).findFirst();
    }

    static Optional<String> syntaxError(Path file, String source) {
        return Syntax.firstError(file.getFileName().toString(), source)
                .map(error -> PathText.shown(file) + ":"
                        + error.lines().findFirst().orElse("").replaceFirst(":", " does not parse:"));
    }

    /** All Java files of the learner's in the lab. */
    static List<Path> sources(Lab lab) {
        if (!Files.isDirectory(lab.own())) {
            return List.of();
        }
        try (var files = Files.list(lab.own())) {
            return files.filter(file -> file.toString().endsWith(".java") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + lab.own());
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException error) {
            throw new UserError(PathText.shown(file) + " is not UTF-8", "let your editor save it as UTF-8");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }
}
