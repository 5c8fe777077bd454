package grader.checks.lab02;

import static grader.checks.lab01.Lab01.get;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.run.Rig;
import grader.run.Server;
import grader.wire.Answer;
import grader.wire.Client;
import java.util.function.Predicate;

/** Reads GET /queue of a server's admin port, again and again where a number has to become true. */
final class QueueGauge {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Rig rig;
    private final Server server;

    QueueGauge(Rig rig, Server server) {
        this.rig = rig;
        this.server = server;
    }

    /** What /queue tells now. */
    JsonNode read() {
        try (Client client = server.connectAdmin()) {
            Answer answer = client.send(get("/queue")).answer().expectStatus(200);
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException wrong) {
            throw rig.failure("expected /queue to be JSON, but it is not: " + wrong.getOriginalMessage());
        }
    }

    /** Waits until the member `name` is `expected`. */
    void expect(String name, int expected, String why) {
        await(name, expected, why, queue -> queue.path(name).asInt(-1) == expected);
    }

    /** The same of a member of `kernel`, which is null where the system does not tell. */
    void expectOrNull(String name, int expected, String why) {
        await(name, expected, why, queue -> queue.path("kernel").path(name).isNull() || queue.path("kernel").path(name).asInt(-1) == expected);
    }

    private void await(String name, int expected, String why, Predicate<JsonNode> is) {
        JsonNode[] last = new JsonNode[1];
        boolean came = Lab02.comesTrue(() -> {
            rig.quietly(() -> last[0] = read());
            return is.test(last[0]);
        });
        rig.tell("GET /queue: " + last[0]);
        if (!came) {
            throw rig.failure("expected " + name + " to become " + expected + " (" + why + "), but it stays otherwise: " + last[0]);
        }
    }
}
