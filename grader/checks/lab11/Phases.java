package grader.checks.lab11;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.WireMock;
import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.clients.upstream.Upstream;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The learner's server on its way through the phases. No timeout but those that a check sets ends anything in it.
 * WireMock is its catalog: a request for a product is in progress for as long as the check wants.
 */
final class Phases {

    /** Part of each sku, besides the seed's word: equal checks may run side by side, and must not meet. */
    private static final AtomicLong SERVERS = new AtomicLong();
    /** A server's first request to its catalog loads hundreds of classes. */
    private static final Duration FIRST = Limits.PATIENCE.multipliedBy(3);
    private static final String JSON = "{\"sku\":\"held\",\"price\":1}";

    private final Rig rig;
    private final Upstream catalog;
    private final String products;      // what the paths of this check's products begin with
    private final AtomicLong begun = new AtomicLong();
    private final Server server;

    private Phases(Rig rig, String database, String... flags) {
        this.rig = rig;
        this.catalog = rig.sharedUpstream();
        this.products = "/products/" + rig.word() + SERVERS.incrementAndGet() + "-";
        catalog.answers(WireMock.get(SamePath.startingWith(products)).willReturn(okJson(JSON)));
        this.server = rig.start(flags(rig, database, flags));
    }

    /** A server that serves, with an empty database. */
    static Phases open(Rig rig, String... flags) {
        return with(rig, rig.emptyDatabase(), flags);
    }

    /** A server that serves. @param database its URL */
    static Phases with(Rig rig, String database, String... flags) {
        Phases phases = new Phases(rig, database, flags);
        rig.control("the server serves", () -> Lab01.exchange(phases.server, "/").expectStatus(200));
        return phases;
    }

    /** The flags of a server that ends by a signal and by nothing else. */
    static String[] flags(Rig rig, String database, String... more) {
        return UsualFlags
                .of("--database", database, "--catalog", rig.sharedUpstream().url())
                .endless("catalog", "idle", "request", "handler", "write", "drain", "pool", "database")
                .and(more);
    }

    Server server() {
        return server;
    }

    /** Sends SIGTERM, and waits until the server has begun to drain. */
    Phases drain() {
        server.signal("TERM");
        await("drain");
        return this;
    }

    /**
     * As `drain`, and expects what ends it to come no sooner than this after the signal. @param what such as `it ends`
     */
    void drainUntil(String what, Duration least, Runnable ended) {
        long began = System.nanoTime();
        drain();
        ended.run();
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        if (taken.compareTo(least) < 0) {
            throw rig.failure("expected that " + what + " " + least.toMillis() + " ms after the signal or later, but "
                    + "that was after " + taken.toMillis() + " ms");
        }
    }

    /** As `drain`, and waits until nothing more happens by itself. */
    Phases drainAndSettle() {
        drain();
        server.awaitIdle();
        return this;
    }

    /** As `drain`, and waits until all idle connections are closed: what is left then are requests in progress. */
    Phases drainToTheLast() {
        try (Client idle = server.connect()) {
            idle.send(Lab01.get("/")).answer().expectStatus(200);
            drain();
            idle.expectEnd(Limits.PATIENCE);
        }
        server.awaitIdle();     // It may close the one connection a little before the others.
        return this;
    }

    void await(String phase) {
        await(rig, server, phase);
    }

    static void await(Rig rig, Server server, String phase) {
        if (server.awaitLine(line(phase)::equals, Limits.PATIENCE).isEmpty()) {
            throw rig.failure("expected the line '" + line(phase) + "' on standard output, but it did not come");
        }
    }

    private static String line(String phase) {
        return "lab11 phase " + phase;
    }

    /** The names of the phases that a server has entered, in order. */
    static List<String> entered(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith(line("")))
                .map(line -> line.substring(line("").length()))
                .toList();
    }

    static void expectEntered(Rig rig, List<String> output, String... phases) {
        if (!entered(output).equals(List.of(phases))) {
            throw rig.failure("expected the phases " + String.join(", ", phases) + ", got "
                    + (entered(output).isEmpty() ? "none" : String.join(", ", entered(output))));
        }
    }

    void expectExit(int code) {
        server.expectExit(Limits.STOP, code);
    }

    /** Lets no request for a product end until the barrier is open. */
    ResponseBarrier hold() {
        return catalog.hold(products);
    }

    /** Begins a request for another product, which is in progress until the barrier is open. */
    Client begin(ResponseBarrier barrier) {
        int before = barrier.waiting();
        Client client = server.connect().send(Lab01.get(products + begun.incrementAndGet()));
        if (!barrier.holds(before + 1, FIRST)) {
            throw rig.failure("expected the request for a product to reach the catalog, but it did not");
        }
        return client;
    }

    /** Sends a request, reads nothing of its long response, and waits until the server waits for its client. */
    Client beginUnread(String request) {
        Client client = server.connectSlow().send(request);
        rig.control("the response begins", () -> {
            if (!client.awaitData(Limits.PATIENCE)) {
                throw client.missing("a response");
            }
        });
        server.awaitIdle();
        return client;
    }

    /** Expects the whole response to {@link #begin}. */
    static Answer expectProduct(Client client) {
        return client.answer().expectStatus(200).expectBody(JSON);
    }

    /** The response of the admin port. */
    static Answer admin(Server server, String path) {
        return server.admin(Lab01.get(path));
    }
}
