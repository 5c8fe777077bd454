package grader.checks.lab13;

import static grader.checks.lab01.Lab01.get;
import static grader.checks.lab13.PaymentShop.PAID;
import static grader.checks.lab03.Lab03.expectStatus;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Task timeouts: responses that are not complete in time, those of this server and those that it waits for. Nothing
 * else has a limit, so a response shows that the wait had one.
 */
class LateResponseChecks {

    private static final int LIMIT = 2_000;
    /** What two handlers of one connection take, each less than the limit, both more. */
    private static final int MOST_OF_IT = LIMIT * 2 / 3;
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration A_MOMENT = Duration.ofMillis(10);
    private static final Duration A_WHILE = Limits.PATIENCE.multipliedBy(3);
    private static final long MORE_THAN_BUFFERS = 64L << 20;
    private static final String ENDLESS = get("/slow/" + Limits.ENDLESS);
    private static final int CALL_LIMIT = 1_000;
    private static final String PAID_OR_NOT = PAID.bytes() + " ".repeat(1_000);

    @Test
    @Check(value = "a handler that works when --total-timeout is over is interrupted, and its client gets a 503 or 504",
            task = "timeouts", rule = "total", points = 3, slow = true, ownServer = true,
            explain = """
                    No client waits forever. A handler that is late is interrupted, so that it does not keep its thread
                    either; the client learns that the server took too long. That response has time to be sent, although
                    the time of the request is over.
                    """)
    void lateHandler(Rig rig) {
        PaymentShop.onTwoEngines(rig, shop -> {
            try (Client client = shop.server().connect().send(ENDLESS);
                    Client second = shop.server().connect().send(get("/") + ENDLESS)) {
                rig.each("a handler that takes an hour", () -> expectStatus(client, 503, 504));
                rig.each("that of a second request", () -> {
                    expectStatus(second, 200);
                    expectStatus(second, 503, 504);
                });
            }
            rig.each("a request after that", () -> shop.exchange(get("/")).expectStatus(200));
        }, "--total-timeout", "" + LIMIT);
    }

    @Test
    @Check(value = "--total-timeout begins with the first byte of a request", task = "timeouts", rule = "total",
            points = 1, slow = true, ownServer = true, builds = "late-handler",
            explain = """
                    The client waits from the moment at which it begins. A limit that begins with the handler adds to
                    those for the head and the content.
                    """)
    void firstByte(Rig rig) {
        PaymentShop shop = PaymentShop.open(rig, "--total-timeout", "" + LIMIT);
        rig.untilProven("to end a request in time", () -> {
            try (Client early = shop.server().connect().send("GET /slow/")) {
                shop.server().awaitRead(early);
                try (Client later = shop.server().connect().send(ENDLESS)) {
                    shop.pass(Duration.ofMillis(LIMIT * 3 / 4));
                    early.send(ENDLESS.substring("GET /slow/".length()));
                    expectStatus(later, 503, 504);
                    expectSoon(rig, early);
                    return early.answer().expectStatus(408, 503, 504).status() != 408;
                }
            }
        });
    }

    private static void expectSoon(Rig rig, Client early) {
        if (!Await.comesTrue(GRACE, () -> early.awaitData(A_MOMENT))) {
            throw rig.failure("expected a client to have its response before another client, which began its "
                    + "request later, but it took longer to send the request, and has no response yet");
        }
    }

    @Test
    @Check(value = "for a request that was sent ahead, --total-timeout begins with its turn", task = "timeouts",
            rule = "total", points = 1, slow = true, ownServer = true, builds = "late-handler",
            explain = """
                    Requests may arrive long before it is their turn. If their time runs meanwhile, the last of many
                    pays for those before it.
                    """)
    void ownTurn(Rig rig) {
        PaymentShop shop = PaymentShop.open(rig, "--total-timeout", "" + LIMIT);
        String slow = get("/slow/" + MOST_OF_IT);
        rig.untilProven("to keep the time of a handler", () -> {
            long began = System.nanoTime();
            try (Client client = shop.server().connect().send(slow + slow)) {
                Answer first = client.answer().expectStatus(200, 503, 504);
                Answer second = client.answer().expectStatus(200, 503, 504);
                long most = (System.nanoTime() - began) / 1_000_000 - MOST_OF_IT;       // that each of them has had
                if (first.status() == 200 && second.status() != 200 && most < LIMIT) {
                    throw second.statusDiffers("200");
                }
                return first.status() == 200 && second.status() == 200;
            }
        });
    }

    @Test
    @Check(value = "a response that is on its way when --total-timeout is over ends with a reset", task = "timeouts",
            rule = "total", points = 2, slow = true, ownServer = true, builds = "late-handler",
            explain = """
                    A client that reads a byte now and then makes progress, so --write-timeout never ends it. Its
                    response must not look complete: SO_LINGER with 0 seconds, then close. A connection whose response
                    is complete has no request, and so no such limit.
                    """)
    void lateResponse(Rig rig) {
        PaymentShop.onTwoEngines(rig, shop -> {
            try (Client kept = shop.server().connect()) {
                expectStatus(kept.send(get("/")), 200);
                for (String target : new String[] {"/bytes/", "/chunks/"}) {
                    rig.each("no client reads " + target, () -> expectReset(rig, shop.server(), target));
                }
                rig.each("a connection that has been silent since its response",
                        () -> expectStatus(kept.send(get("/no-content")), 204));
            }
        }, "--total-timeout", "" + LIMIT);
    }

    private static void expectReset(Rig rig, Server server, String target) {
        try (Client client = server.connectSlow().send(get(target + MORE_THAN_BUFFERS))) {
            Optional<Boolean> gone = server.awaitGone(client, A_WHILE);
            client.tell("< the server has " + (gone.orElse(true) ? "no connection any more" : "this connection still"));
            long came = gone.orElse(true) ? client.skip(MORE_THAN_BUFFERS, A_WHILE) : 0;
            if (!gone.orElse(true) || came == MORE_THAN_BUFFERS || !client.ended()) {
                throw rig.failure("expected the server to end a response that is not complete after " + LIMIT
                        + " ms, but it has the connection still");
            }
            if (client.how().equals(Client.CLOSED)) {
                throw rig.failure("expected the server to reset the connection (RST), as the response is not "
                        + "complete, but it closed it gracefully");
            }
        }
    }

    @Test
    @Check(value = "a call of another server that takes longer than --upstream-timeout is a 504", task = "timeouts",
            rule = "upstream", points = 2, foundation = true, slow = true, ownServer = true,
            clause = "RFC 9110 §15.6.5",
            explain = """
                    Another server that accepts a call and says nothing is worse than a server that fails: without a
                    limit, each call of it keeps a thread forever. The limit is for the whole response, so a byte now
                    and then does not help. 502 says that the other server has responded, and wrongly; 504, that it was late.
                    """)
    void lateCall(Rig rig) {
        PaymentShop shop = PaymentShop.open(rig, "--upstream-timeout", "" + CALL_LIMIT);
        Map<String, String> requests = new TreeMap<>();
        requests.put("payments", get(shop.payment()));
        requests.put("catalog", get("/products/" + rig.word()));
        requests.put("pricing", checkout(rig.word()));
        shop.service()
                .reactsTo("/products/", Reaction.json(200, "{\"price\":1}"))
                .reactsTo("/prices/", Reaction.json(200, "{\"cents\":100}"));
        requests.forEach((what, request) -> rig.control(what + " that responds at once",
                () -> shop.awaitServed(request, what.equals("pricing") ? 201 : 200)));
        rig.tell("from now on, the other servers do not respond");
        shop.service().reactsTo("/", Reaction.silence());
        requests.put("catalog", get("/products/" + rig.word()));
        requests.forEach((what, request) -> rig.each(what + " that never responds", () -> expectLate(shop, request)));
        shop.service()
                .reactsTo("/", Reaction.sends(PAID_OR_NOT.replace("Content-Length: 13", "Content-Length: 1013"))
                        .byteByByte(Duration.ofMillis(CALL_LIMIT / 20)));
        rig.each("payments that responds with a byte now and then", () -> expectLate(shop, get(shop.payment())));
        shop.service().reactsTo("/", PAID);
        rig.each("payments that responds again", () -> shop.awaitServed(get(shop.payment()), 200));
    }

    private static void expectLate(PaymentShop shop, String request) {
        try (Client client = shop.server().connect().send(request)) {
            expectStatus(client, 504);
        }
    }

    private static String checkout(String sku) {
        String json =
                "{\"user\":\"" + PaymentShop.CUSTOMER + "\",\"email\":\"a@b.example\",\"items\":[{\"sku\":\"" + sku
                        + "\",\"quantity\":1}]}";
        return "POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json;
    }

    @Test
    @Check(value = "with each engine, a call ends when --total-timeout is over, whatever --upstream-timeout is",
            task = "timeouts", rule = "left", points = 2, slow = true, ownServer = true, builds = "late-handler",
            explain = """
                    A request has one deadline, and whatever it waits for gets what is left of it: the smaller of that
                    and the limit of the wait. Most engines interrupt a handler that is late. The engine `loop` cannot,
                    so there the wait itself has to end: `RequestContext.remaining` says when. Engines of lab 08 that do
                    not serve here are left out.
                    """)
    void whatIsLeft(Rig rig) {
        PaymentShop.onEachEngine(rig, shop -> {
            String payment = shop.payment();
            shop.service().reactsTo(payment, Reaction.silence());
            try (Client client = shop.begin(payment)) {
                expectStatus(client, 503, 504);
            }
            Answer next = shop.exchange(get(shop.payment()));
            next.expectStatus(200);
        }, "--total-timeout", "" + 2 * CALL_LIMIT);
    }
}
