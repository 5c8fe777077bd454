package docs.studio.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.servers.LoadConnection;
import docs.studio.servers.LoadConnection.Lost;
import grader.clients.http.Response;
import grader.core.console.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The checkouts that were sent, each with an Idempotency-Key of its own. The quantity is the number of the key, so that
 * the list of orders shows how often the order of each key is there, wherever the server keeps the keys.
 */
public final class Orders {

    /** The server's flags for this customer. */
    static final List<String> FLAGS = List.of("--user", "ada:9000000000000:yes", "--token", "ada:admin:arena");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    /** A checkout. */
    static final class Sent {

        private final long key;
        private volatile boolean placed;
        private volatile boolean repeated;

        private Sent(long key) {
            this.key = key;
        }

        String fields() {
            return "Content-Type: application/json\r\nIdempotency-Key: arena-" + key + "\r\n";
        }

        String content() {
            return "{\"user\":\"ada\",\"email\":\"ada@example.com\",\"items\":[{\"sku\":\"pen\",\"quantity\":" + key
                    + "}]}";
        }

        /** Its client has had a 201. */
        void isPlaced() {
            placed = true;
        }

        /** Its client has not had a 201, and sends it again. */
        void isRepeated() {
            repeated = true;
        }
    }

    /**
     * What has become of them.
     *
     * @param repeated how many were sent more than once
     * @param lost the keys with a 201 and no order
     * @param twice the keys with more than one order
     * @param inDoubt how many have no 201
     */
    public record Count(int sent, long repeated, List<Long> lost, List<Long> twice, long inDoubt) {

        boolean isRight() {
            return lost.isEmpty() && twice.isEmpty();
        }
    }

    private final List<Sent> all = new ArrayList<>();       // guarded by this
    private long last;

    /** The next checkout. */
    synchronized Sent next() {
        Sent sent = new Sent(++last);
        all.add(sent);
        return sent;
    }

    /** Counts the orders of all checkouts since the last time, which are over. @param port of a server */
    synchronized Count count(int port) {
        Map<Long, Integer> orders = all.isEmpty() ? Map.of() : orders(port, all.getFirst().key);
        List<Long> lost = keys(sent -> sent.placed && !orders.containsKey(sent.key));
        List<Long> twice = keys(sent -> orders.getOrDefault(sent.key, 0) > 1);
        Count count = new Count(all.size(), keys(sent -> sent.repeated).size(), lost, twice,
                keys(sent -> !sent.placed).size());
        all.clear();
        return count;
    }

    private List<Long> keys(Predicate<Sent> which) {
        return all.stream().filter(which).map(sent -> sent.key).toList();
    }

    /** How many orders there are of each key from the first one on: the newest orders come first. */
    private static Map<Long, Integer> orders(int port, long first) {
        Map<Long, Integer> orders = new HashMap<>();
        String next = "";
        try (LoadConnection connection = LoadConnection.open(port, PATIENCE)) {
            while (next != null) {
                JsonNode page = page(connection, next);
                long oldest = Long.MAX_VALUE;
                for (JsonNode order : page.path("orders")) {
                    oldest = order.path("items").path(0).path("quantity").asLong();
                    orders.merge(oldest, 1, Integer::sum);
                }
                next = oldest < first || page.path("next").isNull() ? null : "&before=" + page.path("next").asText();
            }
            return orders;
        } catch (Lost | IOException failed) {
            throw new UserError("GET /orders at port " + port + ": " + failed.getMessage(),
                    "repair the list of orders first (lab 10)");
        }
    }

    private static JsonNode page(LoadConnection connection, String next) throws Lost, IOException {
        Response response = connection.exchange("GET", "/orders?limit=100" + next,
                "Authorization: Bearer arena\r\n", PATIENCE);
        if (response.status() != 200) {
            throw new IOException(response.statusLine());
        }
        return JSON.readTree(response.body());
    }
}
