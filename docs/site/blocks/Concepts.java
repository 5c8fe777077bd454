package docs.site.blocks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import docs.site.page.Defect;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the course teaches, from docs/pages/concepts.yaml: concepts in parts, and the names of the pages where each
 * lives.
 */
public record Concepts(Path file, String text, List<Part> parts) {

    record Part(String part, List<Concept> concepts) {}

    /** @param in names of pages, such as lab02; some of them may be still to come */
    record Concept(String id, String title, List<String> in) {}

    private static final YAMLMapper YAML = new YAMLMapper();

    public static Concepts of(Course course) {
        Path file = course.pages().resolve("concepts.yaml");
        if (!Files.exists(file)) {
            return new Concepts(file, "", List.of());
        }
        try {
            String text = Files.readString(file);
            return new Concepts(file, text, YAML.readValue(text, new TypeReference<List<Part>>() {}));
        } catch (JsonProcessingException error) {
            throw new UserError(
                    PathText.shown(file) + ":" + error.getLocation().getLineNr() + ": " + error.getOriginalMessage(),
                    "write `- part: TITLE`, `  concepts:`, and below it `  - {id: A1, title: \"…\", in: [lab01]}`");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    List<Concept> all() {
        return parts.stream().flatMap(part -> part.concepts().stream()).toList();
    }

    Optional<Concept> concept(String id) {
        return all().stream().filter(concept -> concept.id().equals(id)).findFirst();
    }

    Defect defect(Concept concept, String what, String remedy) {
        long before = text.lines().takeWhile(line -> !line.contains("id: " + concept.id() + ",")).count();
        return new Defect(PathText.shown(file), (int) before + 1, what, remedy);
    }
}
