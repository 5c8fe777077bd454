package grader.checks.lab13;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.WireMock;
import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.clients.upstream.Upstream;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The learner's server, which is as busy as a check makes it. No time limit and no other limit ends anything in it, but
 * those that a check sets. WireMock is its catalog, so a check decides how long a request for a product takes.
 */
final class BusyServer {

    /** Part of each sku, besides the seed's word: equal checks may run side by side, and must not meet. */
    private static final AtomicLong SERVERS = new AtomicLong();
    /** After the server has nothing left to do, what it has sent is there at once. */
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final Rig rig;
    private final Upstream upstream;
    private final String mark;
    private final AtomicLong products = new AtomicLong();
    private final Server server;

    private BusyServer(Rig rig, String... flags) {
        this.rig = rig;
        this.upstream = rig.sharedUpstream();
        this.mark = rig.word() + SERVERS.incrementAndGet() + "-";
        upstream.answers(WireMock.get(SamePath.startingWith("/products/" + mark))
                .willReturn(okJson("{\"sku\":\"" + mark + "\",\"price\":1}")));
        this.server = rig.start(Lab13.unlimited(rig, "--catalog", upstream.url(), "--admin-port", "0").and(flags));
    }

    /** A server that serves: the control has sent it one request. */
    static BusyServer start(Rig rig, String... flags) {
        BusyServer busy = new BusyServer(rig, flags);
        Lab01.requireServes(rig, busy.server);
        return busy;
    }

    Rig rig() {
        return rig;
    }

    Server server() {
        return server;
    }

    // --- requests ---

    /** A request with a `Host`, and with these field lines. */
    static String request(String method, String target, String... fields) {
        return Lab01.withHost(method + " " + target + " HTTP/1.1", fields);
    }

    static String get(String target, String... fields) {
        return request("GET", target, fields);
    }

    /** A request for a product that no one has asked for before. */
    String product() {
        return get("/products/" + mark + products.incrementAndGet());
    }

    /** Lets no request for a product end until the barrier is open. */
    ResponseBarrier hold() {
        return upstream.hold("/products/" + mark);
    }

    /** Waits until so many requests for products wait at the barrier. */
    void awaitHeld(ResponseBarrier barrier, int count) {
        if (!barrier.holds(count, Lab13.FIRST)) {
            throw rig.failure("expected " + count + " requests for products to reach the catalog, but "
                    + barrier.waiting() + " did");
        }
    }

    /** One request and its response, on its own connection. */
    Answer exchange(String request) {
        try (Client client = server.connect()) {
            return client.send(request).answer(request.substring(0, request.indexOf(' ')));
        }
    }

    /** The response of the admin port to a GET. */
    Answer admin(String path) {
        return server.admin(get(path));
    }

    /** Which of these clients have a response, when the server has nothing left to do. */
    List<Client> answered(List<Client> clients) {
        clients.forEach(server::awaitRead);
        server.awaitIdle();
        return clients.stream().filter(client -> client.awaitData(MOMENT)).toList();
    }

    /** A response that turns a request away for now. */
    static Answer expectRefused(Answer answer) {
        answer.expectStatus(503).field("Retry-After").once();
        return answer;
    }
}
