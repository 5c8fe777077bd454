package grader.grading.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.Map;

/** Paths in the temporary copy of a submission say nothing to a reader: they become relative to the submission. */
final class RelativePaths {

    private RelativePaths() {}

    /** Changes all texts of a tree. @param root of the copy */
    static void in(JsonNode tree, Path root) {
        String place = root.toAbsolutePath().toString();
        if (tree instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                member.setValue(changed(member.getValue(), place, root));
            }
        } else if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), place, root));
            }
        }
    }

    private static JsonNode changed(JsonNode node, String place, Path root) {
        if (node.isTextual()) {
            return TextNode.valueOf(node.asText().replace(place + "/", "").replace(place, "the submission"));
        }
        in(node, root);
        return node;
    }
}
