package docs.site;

import grader.lab.Course;
import grader.lab.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The style sheet and the scripts. The parts of each stand in docs/site/theme, one idea a file, and are joined here:
 * a page asks for three files.
 *
 * @param files name to text
 */
record Theme(Map<String, String> files) {

    private static final List<String> STYLES =
            List.of("colours", "layout", "text", "blocks", "code", "pictures", "narrow", "print");

    static Theme of(Course course) {
        Path folder = course.root().resolve("docs/site/theme");
        StringBuilder style = new StringBuilder();
        STYLES.forEach(name -> style.append(read(folder.resolve(name + ".css"))).append('\n'));
        return new Theme(Map.of(
                "site.css", style.toString(),
                "early.js", read(folder.resolve("early.js")),
                "site.js", read(folder.resolve("site.js"))));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw Problem.of(error, "reading the theme");
        }
    }
}
