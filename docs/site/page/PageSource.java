package docs.site.page;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.PageLink;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A page as its author wrote it: one file of docs/pages. */
public record PageSource(Path file, String text) {

    private static final String ENDING = ".adoc";

    /** All pages in reading order; those that the contents do not name come last, the index first of them. */
    public static List<PageSource> all(Course course, Contents contents) {
        try (var files = Files.list(course.pages())) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .map(PageSource::read)
                    .sorted(Comparator.comparing((PageSource page) -> contents.place(page.name()))
                            .thenComparing(page -> !page.isIndex())
                            .thenComparing(PageSource::name))
                    .toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading the folder of the pages");
        }
    }

    private static PageSource read(Path file) {
        try {
            return new PageSource(file, Files.readString(file));
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /** `lab01` for `lab01.adoc`. */
    public String name() {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    public String html() {
        return name() + ".html";
    }

    public boolean isIndex() {
        return name().equals("index");
    }

    /** Whether it states the rules of a lab: `lab01-interface.adoc`. */
    public boolean isInterface() {
        return PageLink.isInterfacePage(name());
    }

    /** The number of the first line that holds `part`; 0 if none does. */
    public int lineOf(String part) {
        int at = part.isEmpty() ? -1 : text.indexOf(part);
        return at < 0 ? 0 : 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /** The number of the line where these lines begin; if an include is among them, where the first of them is. */
    public int lineOf(List<String> lines) {
        int line = lineOf("\n" + String.join("\n", lines) + "\n");
        return line > 0 || lines.isEmpty() ? line + 1 : lineOf(lines.getFirst());
    }

    /** The number of the first line that holds all `parts`; 0 if none does. */
    public int lineWith(List<String> parts) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (parts.stream().allMatch(lines.get(i)::contains)) {
                return i + 1;
            }
        }
        return 0;
    }

    public Defect defect(int line, String what, String remedy) {
        return new Defect(PathText.shown(file), line, what, remedy);
    }
}
