package grader.checks.lab14;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;

/** The backends of an edge, as `GET /backends` shows them. A backend is `HOST:PORT`. */
record BackendStates(Rig rig, Server server) {

    static final String IN = "in";
    static final String OUT = "out";
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonNode entry(String backend) {
        Answer answer = server.admin(Lab01.get("/backends")).expectStatus(200);
        for (JsonNode each : json(answer.body())) {
            if (each.path("backend").asText().equals(backend)) {
                return each;
            }
        }
        throw rig.failure("expected GET /backends to be an array with an object whose backend is " + backend
                + ", got " + answer.body().strip());
    }

    private JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException wrong) {
            throw rig.failure("expected GET /backends to be JSON, but it is not: " + wrong.getOriginalMessage());
        }
    }

    /** Whether it is in or out. */
    String state(String backend) {
        String[] state = new String[1];
        rig.quietly(() -> state[0] = entry(backend).path("state").asText());
        return state[0];
    }

    /** How many requests it has now. */
    int inFlight(String backend) {
        int[] count = new int[1];
        rig.quietly(() -> count[0] = entry(backend).path("inFlight").asInt(-1));
        return count[0];
    }

    /** A backend has this state, sooner or later. Returns when it was last seen without it, as System.nanoTime(). */
    long await(String backend, String state, String why) {
        long[] before = {System.nanoTime()};
        boolean came = Await.comesTrue(Limits.PATIENCE, () -> {
            long now = System.nanoTime();
            boolean has = state(backend).equals(state);
            before[0] = has ? before[0] : now;
            return has;
        });
        tell(backend);
        if (!came) {
            throw rig.failure("expected the backend " + backend + " to be " + state + ", as " + why + ", but for "
                    + Limits.shown(Limits.PATIENCE) + " it is not");
        }
        return before[0];
    }

    /** A backend has this state now. */
    void expect(String backend, String state, String why) {
        told(backend, state, state(backend), why);
    }

    /** It had this state when that was asked. */
    void told(String backend, String state, String now, String why) {
        rig.tell("GET /backends: " + backend + " is " + now);
        if (!now.equals(state)) {
            throw rig.failure("expected the backend " + backend + " to be " + state + ", as " + why + ", but it is "
                    + now);
        }
    }

    /** A backend has so many requests, sooner or later. */
    void awaitInFlight(String backend, int count, String why) {
        int[] last = new int[1];
        boolean came = Await.comesTrue(Limits.PATIENCE, () -> (last[0] = inFlight(backend)) == count);
        rig.tell("GET /backends: " + backend + " has " + last[0] + " in flight");
        if (!came) {
            throw rig.failure("expected the backend " + backend + " to have " + count + " in flight, as " + why
                    + ", but it has " + last[0]);
        }
    }

    private void tell(String backend) {
        rig.tell("GET /backends: " + backend + " is " + state(backend));
    }
}
