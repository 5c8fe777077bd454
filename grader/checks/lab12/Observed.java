package grader.checks.lab12;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.clients.upstream.Upstream;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The learner's server, and its admin port, whose pages say how it is. No timeout but those that a check sets ends
 * anything in it. WireMock is its catalog and its pricing service.
 */
final class Observed {

    /** Part of each sku, besides the seed's word: equal checks may run side by side, and must not meet. */
    private static final AtomicLong SERVERS = new AtomicLong();
    /** A server's first request to its catalog loads hundreds of classes. */
    private static final Duration FIRST = Limits.PATIENCE.multipliedBy(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** More bytes than the kernel keeps of a response that its client does not read. */
    static final int LARGE = 8_000_000;
    static final String PRODUCT = "{\"sku\":\"held\",\"price\":1}";

    private final Rig rig;
    private final Upstream upstream;
    private final String mark;
    private final AtomicLong begun = new AtomicLong();
    private final Server server;

    private Observed(Rig rig, String database, String... flags) {
        this.rig = rig;
        this.upstream = rig.sharedUpstream();
        this.mark = rig.word() + SERVERS.incrementAndGet();
        upstream.answers(WireMock.get(SamePath.startingWith("/products/" + mark)).willReturn(okJson(PRODUCT)));
        this.server = rig.start(UsualFlags
                .of("--database", database, "--catalog", upstream.url(), "--pricing", upstream.url(), "--admin-port",
                        "0")
                .endless("catalog", "pricing", "idle", "request", "handler", "write", "drain", "pool", "database")
                .and(flags));
    }

    /** A server that serves, with an empty database. The control has sent it one request. */
    static Observed open(Rig rig, String... flags) {
        return with(rig, rig.emptyDatabase(), flags);
    }

    /** A server that serves. @param database its URL */
    static Observed with(Rig rig, String database, String... flags) {
        Observed observed = new Observed(rig, database, flags);
        Lab01.requireServes(rig, observed.server);
        return observed;
    }

    Rig rig() {
        return rig;
    }

    Server server() {
        return server;
    }

    /** What the skus of this server's products begin with. */
    String mark() {
        return mark;
    }

    // --- requests ---

    /** A request with a `Host`, and with these field lines. */
    static String request(String method, String target, String... fields) {
        return Lab01.withHost(method + " " + target + " HTTP/1.1", fields);
    }

    static String get(String target, String... fields) {
        return request("GET", target, fields);
    }

    /** One request and its response, on its own connection. */
    Answer exchange(String request) {
        try (Client client = server.connect()) {
            client.send(request).awaitData(FIRST);
            return client.answer(method(request));
        }
    }

    private static String method(String request) {
        return request.substring(0, request.indexOf(' '));
    }

    /** Sends requests on one connection, so many at a time, and returns their responses. */
    List<Answer> send(int atOnce, List<String> requests) {
        List<Answer> answers = new ArrayList<>();
        try (Client client = server.connect()) {
            for (int from = 0; from < requests.size(); from += atOnce) {
                List<String> some = requests.subList(from, Math.min(requests.size(), from + atOnce));
                client.sendUnlogged(String.join("", some));
                some.forEach(request -> answers.add(client.answer(method(request))));
            }
        }
        return answers;
    }

    /** The id of a request, which its response has. */
    static String id(Answer answer) {
        return answer.field("X-Request-Id").once().value();
    }

    /** A new sku with this price. */
    String sku(long cents) {
        String sku = mark + "-" + begun.incrementAndGet();
        upstream.answers(WireMock.get(SamePath.as("/prices/" + sku)).willReturn(okJson("{\"cents\":" + cents + "}")));
        return sku;
    }

    /** What this server has asked the pricing service for, for this sku. */
    List<LoggedRequest> asked(String sku) {
        return upstream.received("/prices/" + sku);
    }

    /** Lets no request for a product end until the barrier is open. */
    ResponseBarrier hold() {
        return upstream.hold("/products/" + mark);
    }

    /** Begins a request for another product, which is in progress until the barrier is open. */
    Client begin(ResponseBarrier barrier) {
        int before = barrier.waiting();
        Client client = server.connect().send(Lab01.get("/products/" + mark + begun.incrementAndGet()));
        if (!barrier.holds(before + 1, FIRST)) {
            throw rig.failure("expected the request for a product to reach the catalog, but it did not");
        }
        return client;
    }

    /** Sends a request, reads nothing of its long response, and waits until the server waits for its client. */
    Client beginUnread(String request) {
        Client client = server.connectSlow().send(request);
        if (!client.awaitData(Limits.PATIENCE)) {
            throw client.missing("a response");
        }
        server.awaitIdle();
        return client;
    }

    /** A client that leaves in the middle of a response. */
    void breakOff() {
        breakOff("/bytes/" + LARGE);
    }

    /** A client that leaves in the middle of the long response from there. */
    void breakOff(String target) {
        try (Client client = beginUnread(get(target))) {
            client.reset();
        }
    }

    /** A handler that fails in the middle of its response. */
    void failMidway() {
        try (Client client = server.connect().send(get("/fail-midway"))) {
            client.readUntilClose(Limits.PATIENCE);
        }
    }

    // --- the admin port ---

    /** The response of the admin port to a GET. */
    Answer admin(String path, String... fields) {
        return server.admin(get(path, fields));
    }

    /** The requests that `/slow` has now. */
    List<JsonNode> slow() {
        JsonNode page = json(admin("/slow").expectStatus(200).body(), "/slow");
        if (!page.path("requests").isArray()) {
            throw rig.failure("expected /slow to be an object with an array `requests`, got " + page);
        }
        List<JsonNode> requests = new ArrayList<>();
        page.path("requests").forEach(requests::add);
        return requests;
    }

    /** What `/slow` says of the request with this id, once its response has ended. */
    JsonNode awaitSlow(String id) {
        return findSlow(id).orElseThrow(() -> rig.failure("expected the request with the id " + id
                + " in /slow, but it is not there"));
    }

    /** The same; empty if /slow has all that it has room for, and this one is not among them. */
    Optional<JsonNode> findSlow(String id) {
        List<JsonNode> found = new ArrayList<>();
        List<JsonNode> all = new ArrayList<>();
        rig.quietly(() -> Await.comesTrue(Limits.PATIENCE, () -> {
            all.clear();
            all.addAll(slow());
            all.stream().filter(request -> request.path("id").asText().equals(id)).forEach(found::add);
            return !found.isEmpty();
        }));
        if (found.isEmpty() && all.size() >= SlowPageChecks.MOST) {
            return Optional.empty();
        }
        if (found.size() != 1) {
            throw rig.failure("expected the request with the id " + id + " once in /slow, but "
                    + (found.isEmpty() ? "it is not there" : "it is there " + found.size() + " times"));
        }
        rig.tell("GET /slow: " + found.getFirst());
        return Optional.of(found.getFirst());
    }

    /** @param what the text is */
    JsonNode json(String text, String what) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw rig.failure("expected " + what + " to be JSON, but it is not: " + wrong.getOriginalMessage());
        }
    }
}
