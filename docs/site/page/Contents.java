package docs.site.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The reading order of the pages, from docs/pages/contents.yaml: parts, and the names of the pages in each. */
public record Contents(Path file, List<Part> parts) {

    record Part(String part, List<String> pages) {}

    private static final YAMLMapper YAML = new YAMLMapper();

    public static Contents of(Course course) {
        Path file = course.pages().resolve("contents.yaml");
        if (!Files.exists(file)) {
            return new Contents(file, List.of());
        }
        try {
            return new Contents(file, YAML.readValue(file.toFile(), new TypeReference<List<Part>>() {}));
        } catch (JsonProcessingException error) {
            throw new UserError(
                    PathText.shown(file) + ":" + error.getLocation().getLineNr() + ": " + error.getOriginalMessage(),
                    "write `- part: TITLE` and below it `  pages: [NAME, NAME]`");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /** The part that a page is in; empty if no part names it. */
    public String partOf(String page) {
        return parts.stream().filter(part -> part.pages().contains(page)).map(Part::part).findFirst().orElse("");
    }

    /** A page's position in the whole; pages that no part names come after all others. */
    int place(String page) {
        int at = names().indexOf(page);
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    private List<String> names() {
        return parts.stream().flatMap(part -> part.pages().stream()).toList();
    }

    /** A defect for each page that is named without being there, or there without being named. */
    public List<Defect> defects(List<PageSource> pages) {
        if (parts.isEmpty()) {
            return List.of();
        }
        List<String> there = pages.stream().map(PageSource::name).toList();
        return Stream.concat(
                names().stream()
                        .filter(name -> !there.contains(name))
                        .map(name -> new Defect(PathText.shown(file), 0,
                                "there is no page " + name,
                                "write docs/pages/" + name + ".adoc, or take the name out")),
                there.stream()
                        .filter(name -> !names().contains(name))
                        .map(name -> new Defect(PathText.shown(file), 0,
                                "the page " + name + " is in no part",
                                "name it in the part where it is to be read")))
                .toList();
    }
}
