package grader.checks.lab13;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.List;

/** The breakers of a server, as `GET /breakers` shows them. */
record Breakers(Rig rig, Server server) {

    static final String OPEN = "open";
    static final String HALF_OPEN = "half-open";
    static final String CLOSED = "closed";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The state of a breaker. */
    String state(Callee callee) {
        Answer answer = server.admin(Lab01.get("/breakers")).expectStatus(200);
        for (JsonNode breaker : json(answer.body())) {
            if (breaker.path("name").asText().equals(callee.breaker())) {
                return breaker.path("state").asText();
            }
        }
        throw rig.failure("expected GET /breakers to be an array with an object whose name is " + callee.breaker()
                + ", got " + answer.body().strip());
    }

    private JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException wrong) {
            throw rig.failure("expected GET /breakers to be JSON, but it is not: " + wrong.getOriginalMessage());
        }
    }

    /** The breaker of this server has one of these states, sooner or later. */
    void await(Callee callee, String why, String... states) {
        List<String> seen = new ArrayList<>();
        rig.quietly(() -> Await.comesTrue(Limits.PATIENCE, () -> {
            seen.add(state(callee));
            return List.of(states).contains(seen.getLast());
        }));
        expect(callee, seen.getLast(), why, states);
    }

    /** The breaker of this server has this state now. */
    void expect(Callee callee, String why, String state) {
        expect(callee, state(callee), why, state);
    }

    private void expect(Callee callee, String state, String why, String... states) {
        rig.tell("GET /breakers: " + callee.breaker() + " is " + state);
        if (!List.of(states).contains(state)) {
            throw rig.failure("expected the breaker of " + callee.breaker() + " to be " + String.join(" or ", states)
                    + ", as " + why + ", but it is " + state);
        }
    }
}
