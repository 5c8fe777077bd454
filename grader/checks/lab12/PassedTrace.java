package grader.checks.lab12;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import grader.clients.http.Answer;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pricing service was sent for a checkout, and what the log says of that. */
record PassedTrace(List<String> parents, List<String> states, JsonNode line) {

    /** A customer who may buy, whom the server has to know. */
    static final String USER = "ann";
    private static final Pattern PARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    /**
     * @param trace null for that of the line
     * @param flags -1 for any
     */
    void expect(Rig rig, String trace, int flags) {
        rig.tell("the pricing service was sent traceparent " + parents);
        Matcher parent = PARENT.matcher(parents.size() == 1 ? parents.getFirst() : "");
        if (!parent.matches()) {
            throw rig.failure("expected one field traceparent: 00-TRACE-SPAN-FLAGS in the request to the pricing "
                    + "service, got " + parents);
        }
        String expected = trace == null ? line.path("trace").asText() : trace;
        if (!parent.group(1).equals(expected)) {
            throw rig.failure("expected the trace " + expected + " to be passed on, got " + parent.group(1));
        }
        if (!parent.group(2).equals(line.path("span").asText())) {
            throw rig.failure("expected the span of this request, " + line.path("span").asText()
                    + ", as the parent that is passed on, got " + parent.group(2));
        }
        if (flags >= 0 && (Integer.parseInt(parent.group(3), 16) & 1) != flags) {
            throw rig.failure("expected the flag whether the trace is sampled, " + flags
                    + ", to be passed on, got " + parent.group(3));
        }
    }

    /** Of one checkout. @param fields of its request */
    static PassedTrace of(JsonLog log, String... fields) {
        Observed observed = log.observed();
        String sku = observed.sku(100);
        Answer answer = observed.exchange(checkout(sku, fields));
        answer.expectStatus(201);
        List<LoggedRequest> sent = observed.asked(sku);
        if (sent.size() != 1) {
            throw observed.rig()
                    .failure("expected one request to the pricing service, but there were " + sent.size());
        }
        return new PassedTrace(values(sent.getFirst(), "traceparent"), values(sent.getFirst(), "tracestate"),
                log.await(Observed.id(answer)));
    }

    private static List<String> values(LoggedRequest request, String name) {
        return request.header(name).isPresent() ? new ArrayList<>(request.header(name).values()) : List.of();
    }

    private static String checkout(String sku, String... fields) {
        String json = "{\"user\":\"" + USER + "\",\"email\":\"a@b.example\",\"items\":[{\"sku\":\"" + sku
                + "\",\"quantity\":1}]}";
        List<String> all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("Content-Type: application/json", "Content-Length: " + json.length()));
        return Observed.request("POST", "/checkout", all.toArray(String[]::new)) + json;
    }
}
