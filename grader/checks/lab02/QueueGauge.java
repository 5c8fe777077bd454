package grader.checks.lab02;

import static grader.checks.lab01.Lab01.get;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.clients.http.Answer;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.function.Predicate;

/** Reads GET /queue on a server's admin port, repeatedly if a number has to become right. */
final class QueueGauge {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Rig rig;
    private final Server server;

    QueueGauge(Rig rig, Server server) {
        this.rig = rig;
        this.server = server;
    }

    /** Returns what /queue says now. */
    JsonNode read() {
        Answer answer = server.admin(get("/queue")).expectStatus(200);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException wrong) {
            throw rig.failure("expected /queue to be JSON, but it is not: " + wrong.getOriginalMessage());
        }
    }

    /** Waits until the member `name` is `expected`. */
    void expect(String name, int expected, String why) {
        await(name, String.valueOf(expected), why, queue -> queue.path(name).asInt(-1) == expected);
    }

    /** Does the same, and writes to the transcript only if it fails: for values that are read many times. */
    void expectQuietly(String name, int expected, String why) {
        JsonNode[] last = new JsonNode[1];
        rig.quietly(() -> last[0] = read());
        if (last[0].path(name).asInt(-1) != expected) {
            expect(name, expected, why);
        }
    }

    /** Waits until the kernel's depth is what /proc shows; null is right for a server that cannot see it. */
    void expectDepth(Server server) {
        await("depth", Lab02.shown(server.waiting()), "the number of clients that wait in the kernel", queue -> {
            JsonNode depth = queue.path("kernel").path("depth");
            return depth.isNull()
                    || depth.isIntegralNumber() && depth.asInt() == server.waiting().orElse(depth.asInt());
        });
    }

    private void await(String name, String expected, String why, Predicate<JsonNode> is) {
        JsonNode[] last = new JsonNode[1];
        boolean came = Lab02.comesTrue(() -> {
            rig.quietly(() -> last[0] = read());
            return is.test(last[0]);
        });
        rig.tell("GET /queue: " + last[0]);
        if (!came) {
            throw rig.failure(
                    "expected " + name + " to become " + expected + " (" + why + "), but GET /queue still returns "
                            + last[0]);
        }
    }
}
