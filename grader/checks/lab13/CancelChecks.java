package grader.checks.lab13;

import static grader.checks.lab01.Lab01.get;
import static grader.checks.lab13.PaymentShop.PAID;
import static grader.checks.lab03.Lab03.expectStatus;

import grader.checks.lab03.Lab03;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Task cancel: clients that leave. Nothing but that ends a call, as no limit does. */
class CancelChecks {

    /** The page says 1 s; a busy machine may have looked at the connection late. */
    private static final Duration SOON = Duration.ofSeconds(5);
    /** Longer than any server takes to notice that a client has left. */
    private static final Duration A_WHILE = Duration.ofMillis(1_500);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @Test
    @Check(value = "when a client resets its connection, the call that is made for it is closed", task = "cancel",
            rule = "cancel-call", points = 5, foundation = true, slow = true, ownServer = true,
            explain = """
                    No one waits for the response any more, but the other server works on it until its connection is
                    closed. A handler whose client has left is interrupted; whatever it then does, the call that it
                    waits for must end, too. The calls of other clients go on.
                    """)
    void callIsClosed(Rig rig) {
        PaymentShop.onTwoEngines(rig, shop -> {
            String leaving = shop.payment();
            String staying = shop.payment();
            shop.service().reactsTo(leaving, Reaction.silence()).reactsTo(staying, PAID.onceReleased());
            try (Client stays = shop.begin(staying); Client leaves = shop.begin(leaving)) {
                shop.pass(A_MOMENT);
                expectOpen(shop, leaving);
                leaves.reset();
                expectClosed(shop, leaving);
                expectOpen(shop, staying);
                rig.tell("the payment service responds to the call that is left");
                shop.service().release();
                expectStatus(stays, 200);
            }
        });
    }

    private static void expectOpen(PaymentShop shop, String payment) {
        if (shop.service().connection(shop.call(payment)).isLeft()) {
            throw shop.rig().failure("expected the call to go on while its client waits, but its connection is closed");
        }
    }

    private static void expectClosed(PaymentShop shop, String payment) {
        UpstreamRequest call = shop.call(payment);
        if (!shop.service().awaitLeft(call, SOON)) {
            throw shop.rig()
                    .failure("expected the call to end within a second after its client had reset its connection, but "
                            + "its connection to the payment service is still open after " + SOON.toSeconds() + " s");
        }
        shop.rig().tell("the call of the payment service is closed");
    }

    /** The request after it shows that the server has come to those that wait. */
    @Test
    @Check(value = "a request that waits for a thread is not handled if its client has reset the connection",
            task = "cancel", rule = "cancel-queued", points = 3, slow = true, ownServer = true,
            builds = "call-is-closed",
            explain = """
                    A server that has too much to do makes clients wait, and some of them give up. Their requests are
                    still there, and work for them is in vain: it keeps the others waiting. Before a request that has
                    waited is handled, a look at the socket tells if its client has left.
                    """)
    void notBegun(Rig rig) {
        PaymentShop shop = PaymentShop.open(rig, "--workers", "1", "--queue", "5");
        String held = shop.payment();
        String given = shop.payment();
        shop.service().reactsTo(held, PAID.onceReleased());
        try (Client first = shop.begin(held); Client leaves = shop.server().connect().send(get(given))) {
            shop.server().awaitIdle();
            // In the kernel's queue it does not wait for a thread yet.
            Await.comesTrue(A_WHILE, () -> shop.server().waiting().orElse(0) == 0);
            shop.pass(A_MOMENT);
            leaves.reset();
            try (Client last = shop.server().connect().send(get(shop.payment()))) {
                shop.server().awaitIdle();
                rig.tell("the payment service responds to the first client");
                shop.service().release();
                expectStatus(first, 200);
                first.disconnect();
                rig.step("the request of a client that has stayed", () -> expectStatus(last, 200));
            }
        }
        shop.server().awaitIdle();
        if (!shop.service().requests(given).isEmpty()) {
            throw rig.failure("expected no call for the client that had left while its request waited, but the "
                    + "payment service was asked for " + given);
        }
    }

    @Test
    @Check(value = "a client that ends its side of the connection after its request gets the response",
            task = "cancel", rule = "cancel-half-close", points = 2, slow = true, ownServer = true,
            builds = "call-is-closed", clause = "RFC 9112 §9.6",
            explain = """
                    The end of input says that the client sends nothing more, and that is all that it says. A server
                    that takes it for a reset gives up requests of clients that wait.
                    """)
    void halfClose(Rig rig) {
        PaymentShop.onTwoEngines(rig, shop -> rig.each("while it is handled", () -> {
            String payment = shop.payment();
            shop.service().reactsTo(payment, PAID.onceReleased());
            try (Client client = shop.begin(payment)) {
                client.halfClose();
                shop.pass(A_WHILE);
                expectOpen(shop, payment);
                expectResponse(shop, client);
            }
        }));
        rig.each("while it waits for a thread", () -> {
            PaymentShop shop = PaymentShop.open(rig, "--workers", "1", "--queue", "5");
            String held = shop.payment();
            shop.service().reactsTo(held, PAID.onceReleased());
            try (Client first = shop.begin(held); Client waits = shop.server().connect().send(get(shop.payment()))) {
                waits.halfClose();
                shop.server().awaitIdle();
                shop.pass(A_MOMENT);
                shop.service().release();
                expectStatus(first, 200);
                first.disconnect();
                expectStatus(waits, 200);
            }
        });
    }

    private static void expectResponse(PaymentShop shop, Client client) {
        shop.rig().tell("the payment service responds");
        shop.service().release();
        expectStatus(client, 200);
        Lab03.expectEnd(shop.rig(), client);
    }
}
