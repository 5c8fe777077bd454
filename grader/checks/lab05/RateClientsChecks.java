package grader.checks.lab05;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Task rate-limit: which requests count for the same client, and how many clients are remembered. On Linux this machine
 * has all addresses in 127.0.0.0/8.
 */
class RateClientsChecks {

    private static final int REMEMBERED = 100;
    private static final int OTHERS = 3 * REMEMBERED;

    @Test
    @Check(value = "each address has its own bucket, and a user has one bucket at all addresses",
            task = "rate-limit", rule = "rate-client",
            points = 1, ownServer = true, builds = "authentication",
            explain = """
                    An anonymous client counts by its address, without the port. A user counts by name, wherever the
                    request comes from: ten machines do not get ten buckets.
                    """)
    void byAddress(Rig rig) {
        String other = addresses(rig, 2);
        KnownUsers known = KnownUsers.of(rig);
        Server server = Lab05.startLimited(rig, known, 1);
        rig.each("anonymous, from 127.0.0.1", () -> expectOne(rig, server, "127.0.0.1"));
        rig.each("anonymous, from " + other, () -> expectOne(rig, server, other));
        rig.each(known.member() + ", from " + other + ", and then from 127.0.0.1", () -> {
            String secret = known.member().secret();
            rig.restFrom(other, server).auth().oauth2(secret).when().get("/public").then().statusCode(200);
            Layers.expectTooMany(rig.rest(server).auth().oauth2(secret).when().get("/public"));
        });
    }

    /** One request gets a 200, and the next a 429. */
    private static void expectOne(Rig rig, Server server, String address) {
        get(rig, server, address).then().statusCode(200);
        Layers.expectTooMany(get(rig, server, address));
    }

    private static Response get(Rig rig, Server server, String address) {
        return rig.restFrom(address, server).when().get("/public");
    }

    @Test
    @Check(value = "only --rate-clients clients are remembered, and the least recently seen one is forgotten",
            task = "rate-limit",
            rule = "rate-memory",
            points = 2,
            ownServer = true,
            explain = """
                    Each client that the server remembers takes memory, and an attacker can pose as any number of new
                    ones. Beyond the limit, the server forgets the client that it saw least recently. If that client
                    returns, its bucket is full. A client that keeps sending is never forgotten, even if it came
                    first: otherwise a flood of others would give it a fresh bucket.
                    """)
    void forgets(Rig rig) {
        String away = addresses(rig, 2);
        String here = addresses(rig, 3);
        Server server = Lab05.startLimited(rig, KnownUsers.of(rig), 1, "--rate-clients", "" + REMEMBERED);
        rig.step("a client that then stays away", () -> expectOne(rig, server, away));
        rig.step("a client that keeps sending", () -> expectOne(rig, server, here));
        rig.step(OTHERS + " other addresses, and the second client after every 20 of them", () -> rig.quietly(() -> {
            for (int i = 0; i < OTHERS; i++) {
                Lab05.getFrom("127.1.%s.%s".formatted(1 + i / 200, 1 + i % 200), server).expectStatus(200);
                if (i % 20 == 19) {
                    Lab05.expectTooMany(Lab05.getFrom(here, server));
                }
            }
        }));
        rig.step("the client that kept sending", () -> Layers.expectTooMany(get(rig, server, here)));
        rig.step("the client that stayed away", () -> get(rig, server, away).then().statusCode(200));
    }

    @Test
    @Check(value = "as many clients as --rate-clients says are remembered",
            task = "rate-limit",
            rule = "rate-memory",
            points = 1,
            ownServer = true,
            explain = """
                    A client is forgotten only if there are more than --rate-clients. If the server makes room before
                    it looks whether it knows the client, or one too early, then clients that take turns always come
                    back with a full bucket, and none of them is ever limited.
                    """)
    void remembers(Rig rig) {
        List<String> clients = List.of(addresses(rig, 2), addresses(rig, 3), addresses(rig, 4));
        Server server = Lab05.startLimited(rig, KnownUsers.of(rig), 1, "--rate-clients", "" + clients.size());
        rig.step("three clients, one after another",
                () -> clients.forEach(client -> get(rig, server, client).then().statusCode(200)));
        rig.step("again, in the same order",
                () -> clients.forEach(client -> Layers.expectTooMany(get(rig, server, client))));
    }

    /** An address of this machine other than 127.0.0.1. */
    private static String addresses(Rig rig, int number) {
        String address = "127.0." + number + "." + rig.random().nextInt(1, 255);
        if (!rig.isOurs(address) || !rig.isOurs("127.1.1.1")) {
            throw rig.skip("this machine has only the address 127.0.0.1 in 127.0.0.0/8");
        }
        return address;
    }
}
