package grader.checks.lab13;

import grader.checks.lab01.Lab01;
import grader.checks.lab08.EachEngine;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The learner's server. Its payment service, its catalog and its pricing service are one, which does what a script
 * says. Nothing ends anything in it but the limits that a check sets: no call is repeated, no breaker opens, and no
 * request is turned away.
 */
final class PaymentShop {

    /** A customer who may buy. */
    static final String CUSTOMER = "ann";
    static final Reaction PAID = Reaction.json(200, "{\"paid\":true}");
    private static final Duration A_MOMENT = Duration.ofMillis(10);

    private final Rig rig;
    private final ScriptedUpstream service;
    private final Server server;
    private final AtomicLong payments = new AtomicLong();

    private PaymentShop(Rig rig, String... flags) {
        this.rig = rig;
        this.service = rig.scriptedUpstream().reactsTo("/payments/", PAID);
        String url = service.url();
        this.server = rig.start(Lab13.unlimited(rig, "--payments", url, "--catalog", url, "--pricing", url, "--user",
                CUSTOMER + ":1000000:yes", "--retries", "0", "--breaker-window", "1000").and(flags));
    }

    /** A server that serves, and whose payment service responds. */
    static PaymentShop open(Rig rig, String... flags) {
        PaymentShop shop = new PaymentShop(rig, flags);
        // Controls of one name are tried once, and each server is to have one.
        rig.control("the server on port " + shop.server.address().getPort() + " serves",
                () -> shop.awaitServed(Lab01.get(shop.payment()), 200));
        return shop;
    }

    /** Tries `steps` with the default engine, and with `hybrid` if lab 08's serves here. */
    static void onTwoEngines(Rig rig, Consumer<PaymentShop> steps, String... flags) {
        rig.each("the default engine", () -> steps.accept(open(rig, flags)));
        rig.each("hybrid", () -> EachEngine
                .ifServing(rig, "hybrid", engine -> new PaymentShop(rig, new UsualFlags(List.of(engine)).and(flags)),
                        shop -> shop.awaitServed(Lab01.get(shop.payment()), 200))
                .ifPresent(steps));
    }

    /** The same with all engines of lab 08 that serve here. */
    static void onEachEngine(Rig rig, Consumer<PaymentShop> steps, String... flags) {
        EachEngine.tryOn(rig, engine -> new PaymentShop(rig, new UsualFlags(List.of(engine)).and(flags)),
                shop -> shop.awaitServed(Lab01.get(shop.payment()), 200), steps);
    }

    Rig rig() {
        return rig;
    }

    Server server() {
        return server;
    }

    ScriptedUpstream service() {
        return service;
    }

    /** The path of another payment. */
    String payment() {
        return "/payments/" + rig.word() + payments.incrementAndGet();
    }

    /** One request and its response, on its own connection. */
    Answer exchange(String request) {
        try (Client client = server.connect()) {
            client.send(request).awaitData(Lab13.FIRST);
            return client.answer();
        }
    }

    /** Sends a request again and again, until the response has this status: a small limit may be over before. */
    void awaitServed(String request, int status) {
        List<Answer> answers = new ArrayList<>();
        rig.quietly(() -> Await.comesTrue(Lab13.FIRST, () -> {
            answers.add(exchange(request));
            return answers.getLast().status() == status;
        }));
        answers.getLast().expectStatus(status);
    }

    /** Sends a GET for a payment, and waits until the payment service has the call. */
    Client begin(String payment) {
        Client client = server.connect().send(Lab01.get(payment));
        Await.comesTrue(Lab13.FIRST, () -> isCalled(payment) || client.awaitData(A_MOMENT));
        if (!isCalled(payment)) {
            client.tellUnread();
            client.close();
            throw rig.failure("expected a call of the payment service, but there was none");
        }
        rig.tell("the payment service has the call, and does not respond");
        return client;
    }

    private boolean isCalled(String payment) {
        return !service.requests(payment).isEmpty();
    }

    /** The call for a payment. */
    UpstreamRequest call(String payment) {
        return service.requests(payment).getFirst();
    }

    /** Waits, while something is held. */
    void pass(Duration time) {
        rig.pass(time);
    }
}
