package grader.checks.lab11;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stretch task kill, outside the 100 points: kill -9 around the commit of a checkout. */
class KillChecks {

    /** A server's first order loads hundreds of classes. */
    private static final Duration FIRST_ORDER = Limits.PATIENCE.multipliedBy(3);

    @Test
    @Check(value = "after kill -9 between commit and response, the repeated checkout gets the order that is there",
            task = "kill", rule = "killed-after-commit", points = 0, ownServer = true,
            explain = """
                    The client has no response, and cannot know that its order was placed. It repeats the request with
                    the same Idempotency-Key. So the key must be in the database with the order, in the same
                    transaction.
                    """)
    void afterCommit(Rig rig) {
        Shop shop = new Shop(rig);
        Server killed = shop.start();
        shop.control(killed);
        try (Hold hold = shop.database.holdAfterCommit(); Client client = killed.connect().send(shop.checkout("ada"))) {
            hold.awaitHeld(1);
            shop.kill(killed, client);
        }
        shop.expectOneOrder();
    }

    @Test
    @Check(value = "no checkout gets its response before its commit: after kill -9 in between, the repeated one places "
            + "the order", task = "kill", rule = "killed-before-commit", points = 0, ownServer = true,
            explain = """
                    What is not committed is gone after kill -9. A client that has a 201 does not repeat its request, so
                    its order would be lost. Without a 201, it repeats it.
                    """)
    void beforeCommit(Rig rig) {
        Shop shop = new Shop(rig);
        Server killed = shop.start();
        shop.control(killed);
        try (Hold hold = shop.database.hold(DatabaseEvent.of(Kind.COMMIT));
                Client client = killed.connect().send(shop.checkout("ada"))) {
            hold.awaitHeld(1);
            shop.kill(killed, client);
        }
        shop.expectOneOrder();
    }

    /** Servers that share a database, one after another, and two customers. */
    private static final class Shop {

        private final Rig rig;
        private final WatchedDatabase database;
        private final String url;
        private final String key;

        Shop(Rig rig) {
            this.rig = rig;
            this.database = rig.database();
            this.url = database.url(rig.sharedDatabase());
            this.key = rig.word();
        }

        Server start() {
            List<String> flags = new ArrayList<>();
            for (String who : List.of("ada", "bob")) {
                Collections.addAll(flags, "--user", who + ":900000:yes", "--token", who + ":member:" + who + "-secret");
            }
            return rig.start(Phases.flags(rig, url, flags.toArray(String[]::new)));
        }

        void control(Server server) {
            rig.control("another customer gets a 201", () -> place(server, "bob"));
        }

        private void place(Server server, String who) {
            rig.rest(server, FIRST_ORDER)
                    .contentType("application/json")
                    .header("Idempotency-Key", key)
                    .body(order(who))
                    .when()
                    .post("/checkout")
                    .then()
                    .statusCode(201);
        }

        private static String order(String who) {
            return "{\"user\":\"" + who + "\",\"email\":\"" + who
                    + "@example.com\",\"items\":[{\"sku\":\"pen\",\"quantity\":2}]}";
        }

        String checkout(String who) {
            String order = order(who);
            return "POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: "
                    + key + "\r\nContent-Length: " + order.length() + "\r\n\r\n" + order;
        }

        /** While a step is held, the client must have no response. */
        void kill(Server server, Client client) {
            server.awaitIdle();
            if (client.awaitData(Duration.ofMillis(50))) {
                throw rig.failure("expected no response before the commit is over, but got "
                        + client.answer().statusLine());
            }
            rig.tell("SIGKILL ends the server");
            server.signal("KILL");
            server.expectExit(Limits.STOP);
            client.expectEnd(Limits.PATIENCE);
        }

        /** The customer repeats the checkout at the next server, and then has one order. */
        void expectOneOrder() {
            Server next = start();
            place(next, "ada");
            List<String> orders = rig.rest(next)
                    .header("Authorization", "Bearer ada-secret")
                    .when()
                    .get("/orders")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("orders.orderId");
            if (orders.size() != 1) {
                throw rig.failure("expected one order under the Idempotency-Key, but there are " + orders.size());
            }
        }
    }
}
