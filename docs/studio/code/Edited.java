package docs.studio.code;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.web.Call;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.source.Libraries;
import grader.core.source.Parts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file as it is in the editor, saved or not.
 *
 * @param lab that it is a part of; empty if it is a program by itself, which its page tells to type
 */
public record Edited(Optional<Lab> lab, String file, String text) {

    private static final String PROGRAM = "[A-Z]\\w*\\.java";

    /** What a request is about: a text, with a file and its lab or only the file. */
    public static Edited of(Course course, JsonNode body) {
        Optional<Lab> lab = body.has("lab") ? Optional.of(course.lab(Call.text(body, "lab"))) : Optional.empty();
        String file = Call.text(body, "file");
        if (lab.isEmpty() && !file.matches(PROGRAM)) {
            throw new UserError(file + " is no name of a program", "reload the page");
        }
        return new Edited(lab, file, Call.text(body, "text"));
    }

    String path() {
        return lab.map(whole -> PathText.shown(whole.own().resolve(file))).orElse(file);
    }

    /** All sources that it is compiled with, by path: those of its lab and of the labs before. */
    Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>(sources(lab));
        sources.put(path(), text);
        return sources;
    }

    public static Map<String, String> sources(Optional<Lab> lab) {
        return lab.map(whole -> Parts.upTo(whole.course(), whole.number(), true)).orElse(Map.of());
    }

    /** Where the name begins that ends at a place, or goes on there. */
    int nameStart(int place) {
        int start = place;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Of the JDK, those that it may use; empty: all. */
    List<String> modules() {
        return lab.map(whole -> whole.data().modules()).orElse(List.of());
    }

    List<Path> libraries() {
        return lab.map(Libraries::of).orElse(List.of());
    }

    /** Whether a file is of the same lab. */
    boolean isBeside(String path) {
        return lab.map(whole -> whole.own().equals(Path.of(path).toAbsolutePath().getParent())).orElse(true);
    }
}
