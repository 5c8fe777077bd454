package grader.results.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One result of a batch: the tree that result.schema.json describes, with the members that say whose it is.
 *
 * <p>What a learner wrote is in it as it came. Each writer of a format escapes it.
 */
public final class RecordedResult {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode tree;
    private final RecordedSubmission submission;

    private RecordedResult(ObjectNode tree, RecordedSubmission submission) {
        this.tree = tree;
        this.submission = submission;
    }

    /**
     * A result that is to be recorded.
     *
     * @param tree the result as JsonReport makes it; it is changed
     * @param grader SHA-256: the version of what graded
     */
    public static RecordedResult of(ObjectNode tree, RecordedSubmission submission, String grader, Instant graded) {
        submission.writeInto(tree.putObject("submission"));
        tree.put("grader", grader).put("graded", graded.toString());
        return new RecordedResult(tree, submission);
    }

    /** @throws UserError naming the file if it cannot be read, or holds no recorded result: it was cut, say */
    public static RecordedResult read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            throw new UserError(PathText.shown(file) + " is no whole result of `grade batch`: " + firstLine(wrong),
                    "grade it again: the batch that wrote it skips what is done");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /** The same; empty if there is no such file, or it holds no recorded result. */
    public static Optional<RecordedResult> peek(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
        } catch (UserError notWhole) {
            return Optional.empty();
        }
    }

    private static RecordedResult parse(String text) throws JsonProcessingException {
        JsonNode node = JSON.readTree(text);
        boolean whole = node instanceof ObjectNode && node.path("version").asInt() == 1 && node.path("lab").isTextual()
                && node.path("tasks").isArray() && node.path("grader").isTextual();
        if (!whole) {
            throw new IllegalArgumentException("version, lab, tasks or grader is missing");
        }
        return new RecordedResult((ObjectNode) node, RecordedSubmission.of(node.path("submission")));
    }

    private static String firstLine(Exception wrong) {
        return String.valueOf(wrong instanceof JsonProcessingException json ? json.getOriginalMessage()
                : wrong.getMessage()).lines().findFirst().orElse("");
    }

    /** Writes it whole or not at all. @throws UserError naming the file */
    public void write(Path file) {
        AtomicFile.write(file, text());
    }

    /** What is in its file. */
    public String text() {
        return tree.toPrettyString() + "\n";
    }

    /** All of it, as result.schema.json says. */
    public ObjectNode tree() {
        return tree;
    }

    public RecordedSubmission submission() {
        return submission;
    }

    public String lab() {
        return tree.path("lab").asText();
    }

    public String seed() {
        return tree.path("seed").asText();
    }

    public String grader() {
        return tree.path("grader").asText();
    }

    /** When it was graded; empty if that is not said. */
    public Optional<Instant> graded() {
        try {
            return Optional.of(Instant.parse(tree.path("graded").asText()));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    public int earned() {
        return tree.path("earned").asInt();
    }

    /** The points that could be had. */
    public int checkable() {
        return tree.path("checkable").asInt();
    }

    public int total() {
        return tree.path("total").asInt();
    }

    /** How many the inspection of the classes has found. */
    public int shortcuts() {
        return tree.path("shortcuts").size();
    }

    /** Whether the grader could not do its work: then its points say nothing. */
    public boolean isGraderError() {
        return tree.path("graderError").asBoolean();
    }

    /** What kept the submission from being graded at all, in one line. */
    public Optional<String> problem() {
        return tree.has("problem") ? Optional.of(tree.path("problem").path("what").asText()) : Optional.empty();
    }
}
