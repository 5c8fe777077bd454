package grader.results.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Whose result it is: the member `submission` of a recorded result.
 *
 * @param name any text: it is never a path, and each writer escapes it
 * @param attempt the digits that count this learner's submissions
 * @param submitted when it was handed in
 * @param source where it was read from, as on the command line
 * @param content SHA-256 of what was graded
 */
public record RecordedSubmission(String name, Optional<String> attempt, Optional<Instant> submitted, String source,
        String content) {

    void writeInto(ObjectNode node) {
        node.put("name", name);
        attempt.ifPresent(number -> node.put("attempt", number));
        submitted.ifPresent(time -> node.put("submitted", time.toString()));
        node.put("source", source).put("content", content);
    }

    /** @throws IllegalArgumentException if it has no name, or its time is not ISO 8601 */
    static RecordedSubmission of(JsonNode node) {
        if (!node.path("name").isTextual()) {
            throw new IllegalArgumentException("submission.name is missing");
        }
        try {
            return new RecordedSubmission(node.get("name").asText(), text(node, "attempt"),
                    text(node, "submitted").map(Instant::parse), node.path("source").asText(),
                    node.path("content").asText());
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("submission.submitted is no time such as 2026-11-24T10:00:00Z");
        }
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }
}
