package docs.site.shell;

import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The style sheet and the scripts. Their parts are in docs/site/theme, one idea per file, and are joined here: a page
 * requests three files.
 *
 * @param files name to text
 */
public record Theme(Map<String, String> files) {

    private static final List<String> STYLES = List.of(
            "colours", "layout", "head", "menu", "text", "blocks", "altitude", "exercises", "transcript", "code",
            "wide", "pictures", "steps", "conformance", "search", "progress", "narrow", "print");

    private static final List<String> SCRIPTS = List.of(
            "site", "elements", "altitude", "tabs", "code", "record", "progress", "kept", "continue", "place", "menu",
            "find", "search", "form", "keys", "print",
            "exercises", "quiz", "drag", "order", "recall", "predict", "drill", "steps", "load");

    public static Theme of(Course course) {
        Path folder = folder(course);
        return new Theme(Map.of(
                "site.css", joined(folder, STYLES, ".css"),
                "early.js", read(folder.resolve("early.js")),
                "site.js", joined(folder, SCRIPTS, ".js")));
    }

    public static Path folder(Course course) {
        return course.root().resolve("docs/site/theme");
    }

    private static String joined(Path folder, List<String> names, String ending) {
        return names.stream().map(name -> read(folder.resolve(name + ending))).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw UserError.of(error, "reading the theme");
        }
    }
}
