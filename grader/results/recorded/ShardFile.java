package grader.results.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one shard of a batch was to grade: the file `shard-1-of-4.json` next to its results.
 *
 * @param shard from 1 to `of`
 */
public record ShardFile(int shard, int of, String lab, List<Entry> submissions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One submission. @param file of its result, in the same folder */
    public record Entry(String name, Optional<String> attempt, String source, String file) {}

    /** Whether a file in a folder of results is one of these. */
    public static boolean isOne(Path file) {
        return file.getFileName().toString().matches(ResultFile.RESERVED + "\\.json");
    }

    /** Writes it into a folder of results, whole or not at all. */
    public void write(Path folder) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", 1).put("shard", shard).put("of", of).put("lab", lab);
        ArrayNode all = root.putArray("submissions");
        for (Entry entry : submissions) {
            ObjectNode one = all.addObject().put("name", entry.name());
            entry.attempt().ifPresent(number -> one.put("attempt", number));
            one.put("source", entry.source()).put("file", entry.file());
        }
        AtomicFile.write(folder.resolve("shard-" + shard + "-of-" + of + ".json"), root.toPrettyString() + "\n");
    }

    /** @throws UserError naming the file if it cannot be read, or holds something else */
    public static ShardFile read(Path file) {
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            List<Entry> entries = new ArrayList<>();
            for (JsonNode one : root.path("submissions")) {
                entries.add(new Entry(one.path("name").asText(),
                        Optional.ofNullable(one.get("attempt")).map(JsonNode::asText), one.path("source").asText(),
                        one.path("file").asText()));
            }
            if (root.path("version").asInt() == 1 && root.path("shard").isInt() && root.path("of").isInt()) {
                return new ShardFile(root.get("shard").asInt(), root.get("of").asInt(), root.path("lab").asText(),
                        List.copyOf(entries));
            }
        } catch (JsonProcessingException cut) {
            // told below
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
        throw new UserError(PathText.shown(file) + " does not say what a shard was to grade",
                "run that shard's batch again: it skips what is done");
    }
}
