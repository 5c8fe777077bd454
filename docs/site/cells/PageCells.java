package docs.site.cells;

import docs.site.page.Defect;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import grader.core.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The cells of a page, in order, read from its AsciiDoc.
 *
 * @param defects of the cells that cannot be read
 */
public record PageCells(Path page, List<Cell> cells, List<Defect> defects) {

    private static final Pattern BLOCK = Pattern.compile(
            "^\\[source%live(%fails)?,java(,[^\\n]*)?\\]\\n----\\n(.*?)\\n?----$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile(",id=([a-z0-9-]+)(?=,|$)");
    private static final Pattern SYSTEM = Pattern.compile(",on=(\\w+)(?=,|$)");
    private static final Pattern VARIES = Pattern.compile(",varies=\"([^\"]*)\"");
    private static final int HASH_DIGITS = 16;

    /** Those of all pages that have any, by name. */
    public static List<PageCells> all(Course course) {
        try (var files = Files.list(course.pages())) {
            return files.filter(file -> file.toString().endsWith(".adoc"))
                    .sorted()
                    .map(PageCells::of)
                    .filter(page -> !page.cells.isEmpty())
                    .toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading the folder of the pages");
        }
    }

    /**
     * Those of the page of this name.
     *
     * @throws UserError that lists the pages that have cells
     */
    public static PageCells named(Course course, String name) {
        List<PageCells> pages = all(course);
        return pages.stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("no page " + name + " has cells",
                        "those with cells are " + String.join(", ", pages.stream().map(PageCells::name).toList())));
    }

    public static PageCells of(Path page) {
        try {
            return of(page, Files.readString(page));
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(page));
        }
    }

    public static PageCells of(Path page, String text) {
        List<Cell> cells = new ArrayList<>();
        List<Defect> defects = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            int line = 1 + (int) text.substring(0, block.start()).chars().filter(c -> c == '\n').count();
            String attributes = block.group(2) == null ? "" : block.group(2);
            before.append(block.group(3)).append('\n');
            try {
                cells.add(new Cell(page, line, id(attributes), block.group(3), block.group(1) != null,
                        varies(attributes), system(attributes), hash(before.toString())));
            } catch (UserError problem) {
                defects.add(new Defect(PathText.shown(page), line, problem.getMessage(), problem.remedy()));
            }
        }
        return new PageCells(page, List.copyOf(cells), List.copyOf(defects));
    }

    private static String id(String attributes) {
        Matcher id = ID.matcher(attributes);
        if (!id.find()) {
            throw new UserError("the cell has no id", "give it a name: [source%live,java,id=two-words]");
        }
        return id.group(1);
    }

    private static Optional<String> system(String attributes) {
        return SYSTEM.matcher(attributes).results().map(found -> found.group(1)).findFirst();
    }

    private static Optional<Pattern> varies(String attributes) {
        Matcher varies = VARIES.matcher(attributes);
        try {
            return varies.find() ? Optional.of(Pattern.compile(varies.group(1))) : Optional.empty();
        } catch (PatternSyntaxException error) {
            throw new UserError(
                    "varies=\"" + varies.group(1) + "\" is no regular expression: " + error.getDescription(),
                    "fix it; java.util.regex.Pattern explains the syntax");
        }
    }

    private static String hash(String code) {
        return Sha256.of(code.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
    }

    /** `lab03` for `lab03.adoc`. */
    public String name() {
        return page.getFileName().toString().replaceFirst("\\.adoc$", "");
    }
}
