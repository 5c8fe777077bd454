package grader.bench.overload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.bench.load.Goodput;
import grader.bench.server.JsonFile;
import java.time.Duration;
import java.util.Map;

/** The curves as JSON: each round of each server. */
final class OverloadJson {

    private OverloadJson() {}

    static ObjectNode of(Map<OverloadServer, Curve> curves, Map<OverloadServer, String> absent, String place,
            Duration patience) {
        ObjectNode root = JsonFile.begin(place).put("patienceMillis", patience.toMillis());
        ObjectNode servers = root.putObject("servers");
        curves.forEach((server, curve) -> {
            ObjectNode node = servers.putObject(server.toString())
                    .put("title", server.words())
                    .put("capacityPerSecond", curve.capacity());
            curve.loads().forEach(load -> point(node.withArray("points"), curve, load));
        });
        ObjectNode notes = root.putObject("absent");
        absent.forEach((server, why) -> notes.put(server.toString(), why));
        return root;
    }

    private static void point(ArrayNode points, Curve curve, double load) {
        ObjectNode node = points.addObject()
                .put("load", load)
                .put("offeredPerSecond", load * curve.capacity())
                .put("goodputPerSecond", curve.goodput(load))
                .put("ofBest", curve.ofBest(load))
                .put("p99Millis", Double.isNaN(curve.p99(load)) ? null : curve.p99(load));
        ArrayNode rounds = node.putArray("rounds");
        for (Goodput round : curve.rounds(load)) {
            rounds.addObject()
                    .put("goodputPerSecond", round.rate())
                    .put("good", round.good())
                    .put("refused", round.refused())
                    .put("late", round.late())
                    .put("broken", round.broken())
                    .put("unsent", round.unsent())
                    .put("loadLagMillis", round.lagMillis());
        }
    }
}
