package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.id;

import com.fasterxml.jackson.databind.JsonNode;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.rest.HttpMatchers;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Task stops: the page `/slow`. */
class SlowPageChecks {

    /** So many requests are in `/slow`. */
    static final int MOST = 20;
    private static final int MORE = 26;
    private static final int STEP_MILLIS = 4;

    @Test
    @Check(value = "/slow says of each request what it was, and how it ended", task = "stops", rule = "slow",
            points = 1, ownServer = true, builds = "add-up",
            explain = """
                    A time alone helps no one: the operator wants to know which request it was. The id leads to its line
                    in the log.
                    """)
    void slowMembers(Rig rig) {
        Observed observed = Observed.open(rig);
        Answer page = observed.admin("/slow").expectStatus(200);
        rig.each("its type", () -> page.field("Content-Type")
                .once()
                .matches(HttpMatchers.mediaType("application/json")));
        rig.each("a request", () -> {
            JsonNode request = observed.awaitSlow(id(observed.exchange(get("/json")).expectStatus(200)));
            RequestEntry.expect(rig, request, "method", "GET");
            RequestEntry.expect(rig, request, "target", "/json");
            RequestEntry.expect(rig, request, "route", "/json");
            RequestEntry.expect(rig, request, "status", 200);
            RequestEntry.expect(rig, request, "outcome", "complete");
            RequestEntry.expectTime(rig, request);
        });
        rig.each("a 404", () -> {
            JsonNode request = observed.awaitSlow(id(observed.exchange(get("/" + rig.word())).expectStatus(404)));
            RequestEntry.expect(rig, request, "status", 404);
            RequestEntry.expect(rig, request, "route", null);
        });
    }

    /** Of each request, the check knows a time that it took at least: that of its handler. */
    @Test
    @Check(value = "/slow has the 20 slowest requests, the slowest first", task = "stops", rule = "slow", points = 1,
            ownServer = true, builds = "add-up",
            explain = """
                    Those of which people complain are few among many, and not the latest ones. If there is no room, the
                    fastest request has to go. Requests are compared by their whole time.
                    """)
    void slowest(Rig rig) {
        Observed observed = Observed.open(rig);
        List<Integer> delays =
                new ArrayList<>(IntStream.rangeClosed(1, MORE).map(i -> i * STEP_MILLIS).boxed().toList());
        Collections.shuffle(delays, rig.random());
        Map<String, Integer> byId = new HashMap<>();
        rig.tell("a client requests /slow/MS, for the milliseconds " + delays);
        rig.quietly(() -> {
            try (Client client = observed.server().connect()) {
                delays.forEach(delay -> byId.put(
                        id(client.send(get("/slow/" + delay)).answer().expectStatus(200)), delay));
                observed.server().awaitIdle();
            }
        });
        List<JsonNode> slow = observed.slow();
        List<Double> times = slow.stream().map(request -> Times.of(rig, request, "/slow").whole()).toList();
        if (slow.size() != MOST) {
            throw rig.failure("expected " + MOST + " requests in /slow after " + (MORE + 1) + ", got " + slow.size());
        }
        if (!times.equals(times.stream().sorted(Collections.reverseOrder()).toList())) {
            throw rig.failure("expected the slowest request first in /slow, and the fastest one last, got the times "
                    + times + " in ms");
        }
        slow.forEach(request -> byId.remove(request.path("id").asText()));
        byId.forEach((id, delay) -> {
            if (delay > times.getLast()) {
                throw rig.failure("expected the request with the id " + id + " in /slow, as its handler took " + delay
                        + " ms, and the last one there took " + times.getLast() + " ms");
            }
        });
    }
}
