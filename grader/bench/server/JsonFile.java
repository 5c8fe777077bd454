package grader.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Results as JSON: each round of each server, for further calculations. */
public record JsonFile(Path file) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Says before anything is measured, and not after, that it cannot be written. */
    public void check() {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(file)) {
            throw new UserError("--json " + file + " is a folder",
                    "name a file in it, such as --json " + file.resolve("bench.json").normalize());
        }
        if (!Files.isDirectory(folder)) {
            throw new UserError("--json " + file + ": the folder " + folder + " does not exist", "make it first");
        }
        boolean there = Files.exists(file);
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
            if (!there) {
                Files.delete(file);
            }
        } catch (IOException error) {
            throw new UserError("--json " + file + " cannot be written", "name a file in a folder that is yours");
        }
    }

    /** @param place what the machine and the processes were */
    public static ObjectNode of(Results results, String place) {
        ObjectNode root = begin(place);
        ObjectNode scenarios = root.putObject("scenarios");
        results.entries.forEach((scenario, entries) -> {
            ObjectNode node = scenarios.putObject(scenario.name()).put("title", scenario.title);
            ObjectNode servers = node.putObject("servers");
            entries.forEach((contender, entry) -> entry(servers.putObject(contender.toString()), entry));
        });
        ObjectNode alone = root.putObject("alone");
        results.costs.forEach((contender, cost) -> alone.putObject(contender.toString())
                .put("startMillis", cost.startMillis())
                .put("restBytes", cost.restBytes())
                .put("idleBytes", Double.isNaN(cost.idleBytes()) ? null : cost.idleBytes()));
        ObjectNode absent = root.putObject("absent");
        results.absent.forEach((contender, why) -> absent.put(contender.toString(), why));
        ObjectNode leftOut = root.putObject("leftOut");
        results.leftOut.forEach((scenario, why) -> leftOut.put(scenario.name(), why));
        return root;
    }

    public void write(JsonNode root) {
        try {
            Files.writeString(file, root.toPrettyString() + "\n");
        } catch (IOException error) {
            throw UserError.of(error, "writing " + file);
        }
    }

    /** Returns an object that begins with the machine and the processes. */
    public static ObjectNode begin(String place) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("java", Runtime.version().toString()).put("processors", place);
        Programs.OPTIONS.forEach(root.putArray("options")::add);
        return root;
    }

    private static void entry(ObjectNode node, Entry entry) {
        entry.wrong.ifPresent(why -> node.put("notMeasured", why));
        if (!entry.isMeasured()) {
            return;
        }
        node.put("cpuMicros", entry.cpuMicros())
                .put("requestsPerSecond", entry.rate())
                .put("loadBusy", entry.loadBusy())
                .put("loadSaturated", entry.isLoadSaturated())
                .put("connectionsEnded", entry.ended);
        var rounds = node.putArray("rounds");
        entry.rounds.forEach(round -> rounds.addObject()
                .put("round", round.number())
                .put("cpuMicros", round.cpuMicros())
                .put("requestsPerSecond", round.rate())
                .put("loadBusy", round.loadBusy()));
        entry.paced.filter(OpenLoop::isMeasured)
                .ifPresent(paced -> node.putObject("times")
                        .put("requestsPerSecond", paced.asked)
                        .put("answersPerSecond", paced.rate())
                        .put("p50Millis", paced.p50())
                        .put("p99Millis", paced.p99()));
    }
}
