package grader.checks.lab05;

import grader.engine.Check;
import grader.engine.Rig;
import grader.server.Capability;
import grader.server.Server;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/**
 * Task rate-limit: who is told apart from whom, and how many are remembered. On Linux all of 127.0.0.0/8 is this
 * machine's.
 */
class RateClientsChecks {

    private static final int REMEMBERED = 100;
    private static final int OTHERS = 3 * REMEMBERED;

    @Test
    @Check(value = "each address has a bucket of its own, and a name has the same one wherever it comes from",
            task = "rate-limit", rule = "rate-client",
            points = 1, needs = Capability.FLAGS, builds = "authentication",
            explain = """
                    Without a name the address tells clients apart, whatever the port. With one the address does not
                    matter: who has ten machines has no ten buckets.
                    """)
    void byAddress(Rig rig) {
        String other = addresses(rig, 2);
        KnownUsers known = KnownUsers.of(rig);
        Server server = Lab05.startLimited(rig, known, 1);
        rig.each("no name, from 127.0.0.1", () -> expectOne(rig, server, "127.0.0.1"));
        rig.each("no name, from " + other, () -> expectOne(rig, server, other));
        rig.each(known.member() + ", from " + other + ", and then from 127.0.0.1", () -> {
            String secret = known.member().secret();
            rig.restFrom(other, server).auth().oauth2(secret).when().get("/public").then().statusCode(200);
            Layers.expectTooMany(rig.rest(server).auth().oauth2(secret).when().get("/public"));
        });
    }

    /** One request is let through, and no other. */
    private static void expectOne(Rig rig, Server server, String address) {
        get(rig, server, address).then().statusCode(200);
        Layers.expectTooMany(get(rig, server, address));
    }

    private static Response get(Rig rig, Server server, String address) {
        return rig.restFrom(address, server).when().get("/public");
    }

    @Test
    @Check(value = "only --rate-clients are remembered: who was not seen for longest is forgotten", task = "rate-limit",
            rule = "rate-memory",
            points = 2,
            needs = Capability.FLAGS,
            explain = """
                    Each client that is remembered takes memory, and anyone can pose as ever new ones. So there is a
                    limit, and beyond it the client that was seen longest ago is forgotten; when it comes again, its
                    bucket is full. What counts is when it was last seen: a client that keeps coming is never
                    forgotten, or a flood of others would give it a fresh bucket.
                    """)
    void forgets(Rig rig) {
        String away = addresses(rig, 2);
        String here = addresses(rig, 3);
        Server server = Lab05.startLimited(rig, KnownUsers.of(rig), 1, "--rate-clients", "" + REMEMBERED);
        rig.step("a client that stays away then", () -> expectOne(rig, server, away));
        rig.step("a client that keeps coming", () -> expectOne(rig, server, here));
        rig.step(OTHERS + " other addresses, and the second client after each 20 of them", () -> rig.quietly(() -> {
            for (int i = 0; i < OTHERS; i++) {
                Lab05.getFrom("127.1.%d.%d".formatted(1 + i / 200, 1 + i % 200), server).expectStatus(200);
                if (i % 20 == 19) {
                    Lab05.expectTooMany(Lab05.getFrom(here, server));
                }
            }
        }));
        rig.step("the client that kept coming", () -> Layers.expectTooMany(get(rig, server, here)));
        rig.step("the client that stayed away", () -> get(rig, server, away).then().statusCode(200));
    }

    /** An address of this machine that is not the usual one. */
    private static String addresses(Rig rig, int number) {
        String address = "127.0." + number + "." + rig.random().nextInt(1, 255);
        if (!rig.isOurs(address) || !rig.isOurs("127.1.1.1")) {
            throw rig.skip("this machine has no address but 127.0.0.1 in 127.0.0.0/8");
        }
        return address;
    }
}
