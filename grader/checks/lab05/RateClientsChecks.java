package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchangeFrom;
import static grader.checks.lab05.Lab05.get;
import static grader.checks.lab05.RateLimitChecks.expectTurnedAway;

import grader.engine.Check;
import grader.engine.Rig;
import grader.server.Capability;
import grader.server.Server;

/**
 * Task rate-limit: who is told apart from whom, and how many are remembered. On Linux all of 127.0.0.0/8 is this
 * machine's.
 */
class RateClientsChecks {

    private static final int REMEMBERED = 100;
    private static final int OTHERS = 3 * REMEMBERED;

    @Check(value = "each address has a bucket of its own, and a name has the same one wherever it comes from",
            task = "rate-limit",
            points = 1, needs = Capability.FLAGS, builds = "authentication",
            explain = "Without a name the address tells clients apart, whatever the port. With one the address "
                    + "does not matter: who has ten "
                    + "machines has no ten buckets.")
    void byAddress(Rig rig) {
        String other = addresses(rig, 2);
        Guests guests = Guests.of(rig);
        Server server = Lab05.startLimited(rig, guests, 1);
        rig.each("nobody, from 127.0.0.1", () -> expectOne(server, "127.0.0.1"));
        rig.each("nobody, from " + other, () -> expectOne(server, other));
        rig.each(guests.member() + ", from " + other + ", and then from 127.0.0.1", () -> {
            exchangeFrom(other, server, get("/public", guests.member().bearer())).expectStatus(200);
            expectTurnedAway(exchangeFrom("127.0.0.1", server, get("/public", guests.member().bearer())));
        });
    }

    private static void expectOne(Server server, String address, String... fields) {
        exchangeFrom(address, server, get("/public", fields)).expectStatus(200);
        expectTurnedAway(exchangeFrom(address, server, get("/public", fields)));
    }

    @Check(value = "only --rate-clients are remembered: who was not seen for longest is forgotten", task = "rate-limit",
            points = 2,
            needs = Capability.FLAGS,
            explain = "Each client that is remembered takes memory, and anybody can come as ever new ones. So "
                    + "there is a limit, and beyond it the "
                    + "one that was seen longest ago has to go; when it comes again, its bucket is full. Seen "
                    + "counts, not first seen: who "
                    + "keeps coming is never forgotten, or a flood of others would give it a fresh bucket.")
    void forgets(Rig rig) {
        String away = addresses(rig, 2);
        String here = addresses(rig, 3);
        Server server = Lab05.startLimited(rig, Guests.of(rig), 1, "--rate-clients", "" + REMEMBERED);
        rig.each("a client that stays away then", () -> expectOne(server, away));
        rig.each("a client that keeps coming", () -> expectOne(server, here));
        rig.each(OTHERS + " other addresses, and the second client after each 20 of them", () -> rig.quietly(() -> {
            for (int i = 0; i < OTHERS; i++) {
                exchangeFrom("127.1.%d.%d".formatted(1 + i / 200, 1 + i % 200), server, get("/public"))
                        .expectStatus(200);
                if (i % 20 == 19) {
                    expectTurnedAway(exchangeFrom(here, server, get("/public")));
                }
            }
        }));
        rig.each("the client that kept coming", () -> expectTurnedAway(exchangeFrom(here, server, get("/public"))));
        rig.each("the client that stayed away", () -> exchangeFrom(away, server, get("/public")).expectStatus(200));
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
