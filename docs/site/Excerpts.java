package docs.site;

import grader.lab.Course;
import grader.lab.Lab;
import grader.lab.Problem;
import grader.lab.Starter;
import grader.lab.TaskMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Entities;

/** Code of one lab as pages show it: from the starter freely, from the reference only as the solution of a task. */
final class Excerpts {

    /** Some code, and the learner's file that it stands in. */
    record Excerpt(String file, String code) {

        /** A code block with the file's name on it. */
        String html() {
            return "<figure class=\"excerpt\"><figcaption><code>" + Entities.escape(file) + "</code></figcaption>"
                    + "<pre><code class=\"language-java\" data-lang=\"java\">" + Entities.escape(code)
                    + "</code></pre></figure>";
        }
    }

    private final Lab lab;
    private final Map<String, String> starter;

    Excerpts(Lab lab) {
        this.lab = lab;
        this.starter = Starter.of(lab);
    }

    /** A file of the starter, or its methods of one name with the comments above them; empty if there is none. */
    List<Excerpt> given(String file, String method) {
        String text = starter.get(file);
        if (text == null) {
            return List.of();
        }
        List<String> parts = method == null ? List.of(text.strip()) : MethodText.named(method, file, text);
        return parts.stream().map(part -> new Excerpt(shown(file), part)).toList();
    }

    /** The reference's methods of a task; empty if there are none. */
    List<Excerpt> solution(String task) {
        List<Excerpt> found = new ArrayList<>();
        for (Path file : lab.files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java")) {
                String source = read(file);
                TaskMethods.in(name, source).methods().stream()
                        .filter(method -> method.task().equals(task))
                        .map(method -> MethodText.cut(source, method.start(), method.bodyEnd()))
                        .forEach(code -> found.add(new Excerpt(shown(name), code)));
            }
        }
        return found;
    }

    private String shown(String file) {
        return "labs/" + lab.folder() + "/" + file;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw Problem.of(error, "reading " + Course.shown(file));
        }
    }
}
