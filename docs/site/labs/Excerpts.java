package docs.site.labs;

import grader.core.course.Lab;
import grader.core.files.PlatformFiles;
import grader.core.source.TaskMethods;
import grader.core.starter.Starter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Entities;

/**
 * Code of one lab as pages show it: from the starter freely, from the reference only as the solution of a task. Each
 * file is parsed once. Several threads may ask.
 */
public final class Excerpts {

    /** Some code, the learner's file that it is in, and its contract as HTML, which may be empty. */
    public record Excerpt(String file, String contract, String code) {

        /** The contract, and a code block with the file's name on it. */
        public String html() {
            return contract + "<figure class=\"excerpt\"><figcaption><code>" + Entities.escape(file)
                    + "</code></figcaption>"
                    + "<pre><code class=\"language-" + language() + "\" data-lang=\"" + language() + "\">"
                    + Entities.escape(language().equals("java") ? NarrowCode.of(code) : code)
                    + "</code></pre></figure>";
        }

        private String language() {
            return file.substring(file.lastIndexOf('.') + 1);
        }
    }

    private final Lab lab;
    private final Map<String, String> starter;
    private final Map<String, Map<String, List<String>>> methods = new HashMap<>();      // by file, then by name
    private Map<String, List<Excerpt>> solutions;       // by task; null until one is asked for

    Excerpts(Lab lab) {
        this.lab = lab;
        this.starter = Starter.of(lab);
    }

    /** A file of the starter, or its methods of one name with the comments above them; empty if there is none. */
    public synchronized List<Excerpt> given(String file, String method) {
        String text = starter.get(file);
        if (text == null) {
            return List.of();
        }
        if (method == null) {
            return List.of(new Excerpt(shown(file), "", text.strip()));
        }
        return methods.computeIfAbsent(file, name -> MethodText.byName(name, text))
                .getOrDefault(method, List.of())
                .stream()
                .map(part -> new Excerpt(shown(file), Contract.html(part), Contract.without(part)))
                .toList();
    }

    /** The reference's methods of a task; empty if there are none. */
    public synchronized List<Excerpt> solution(String task) {
        if (solutions == null) {
            solutions = solutions();
        }
        return solutions.getOrDefault(task, List.of());
    }

    /** A type of the open starter: its comment as its contract, and its code without imports. */
    public Excerpt type(String file, String text) {
        String type = text.replaceAll("(?m)^import .*\\R| Page:\\s(?:\\W*)docs/pages/\\w+\\.adoc\\.", "")
                .strip();
        return new Excerpt(shown(file), Contract.html(type),
                Contract.without(type).replaceAll("\\{@link #?([^}]+)}", "$1"));
    }

    /** Those of its methods that belong to a task. */
    public List<Excerpt> methods(String file, String text, String task) {
        return TaskMethods.in(file, text)
                .methods()
                .stream()
                .filter(method -> method.task().equals(task))
                .flatMap(method -> MethodText.byName(file, text).get(method.name()).stream())
                .map(part -> new Excerpt(shown(file), Contract.html(part), Contract.without(part)))
                .toList();
    }

    private Map<String, List<Excerpt>> solutions() {
        Map<String, List<Excerpt>> found = new HashMap<>();
        Map<String, String> sources = Starter.reference(lab);
        sources.keySet().removeIf(name -> !PlatformFiles.isSource(name));
        TaskMethods.in(sources)
                .forEach((name, marked) -> marked.methods()
                        .forEach(method -> found
                                .computeIfAbsent(method.task(), task -> new ArrayList<>())
                                .add(new Excerpt(shown(name), "",
                                        MethodText.cut(sources.get(name), method.start(), method.bodyEnd())))));
        return found;
    }

    private String shown(String file) {
        return "labs/" + lab.folder() + "/" + file;
    }
}
