package grader.bench.caches.contest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The contest as JSON. */
public final class ContestJson {

    private ContestJson() {}

    public static ObjectNode of(ContestResult result) {
        ObjectNode root = JsonNodeFactory.instance.objectNode()
                .put("java", Runtime.version().toString())
                .put("processors", Runtime.getRuntime().availableProcessors());
        ArrayNode all = root.putArray("rounds");
        for (Contest.Round round : result.rounds()) {
            ObjectNode node = all.addObject()
                    .put("trace", round.trace().name().toLowerCase(Locale.ROOT))
                    .put("entries", round.entries())
                    .put("requests", round.requests())
                    .put("possibleHits", round.best());
            ObjectNode caches = node.putObject("caches");
            round.scores()
                    .forEach((entrant, score) -> caches.putObject(entrant.id())
                            .put("hits", score.hits())
                            .put("ofPossible", round.share(entrant))
                            .put("hitNanos", number(score.nanos()))
                            .put("hitOfLru", number(score.ratio())));
        }
        return root;
    }

    private static Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
