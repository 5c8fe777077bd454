package grader.bench.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.lab.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results as JSON: each round of each server, for who wants to reckon with them. */
final class JsonFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonFile() {}

    /** @param place what the machine and the processes were */
    static void write(Results results, String place, Path file) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("java", Runtime.version().toString()).put("processors", place);
        Programs.OPTIONS.forEach(root.putArray("options")::add);
        ObjectNode scenarios = root.putObject("scenarios");
        results.entries.forEach((scenario, entries) -> {
            ObjectNode node = scenarios.putObject(scenario.name()).put("title", scenario.title);
            ObjectNode servers = node.putObject("servers");
            entries.forEach((contender, entry) -> entry(servers.putObject(contender.toString()), entry));
        });
        ObjectNode alone = root.putObject("alone");
        results.costs.forEach((contender, cost) -> alone.putObject(contender.toString()).put("startMillis", cost.startMillis())
                .put("restBytes", cost.restBytes()).put("idleBytes", Double.isNaN(cost.idleBytes()) ? null : cost.idleBytes()));
        ObjectNode absent = root.putObject("absent");
        results.absent.forEach((contender, why) -> absent.put(contender.toString(), why));
        try {
            Files.writeString(file, root.toPrettyString() + "\n");
        } catch (IOException error) {
            throw Problem.of(error, "writing " + file);
        }
    }

    private static void entry(ObjectNode node, Results.Entry entry) {
        entry.wrong.ifPresent(why -> node.put("notMeasured", why));
        if (entry.isMeasured()) {
            node.put("cpuMicros", entry.cpuMicros()).put("requestsPerSecond", entry.rate());
            var rounds = node.putArray("rounds");
            entry.rounds.forEach(round -> rounds.addObject().put("cpuMicros", round.cpuMicros()).put("requestsPerSecond", round.rate()));
            entry.times.ifPresent(times -> node.putObject("times").put("requestsPerSecond", times.rate())
                    .put("p50Millis", times.p50()).put("p99Millis", times.p99()));
        }
    }
}
