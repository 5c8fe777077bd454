package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.get;

import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Race;
import grader.grading.server.Server;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task rate-limit: requests of one client at the same time. */
class RateRaceChecks {

    private static final int BURST = 2;

    @Test
    @Check(value = "no token is taken twice, even if two requests want it at the same time", task = "rate-limit",
            rule = "token-once", points = 1, ownServer = true, builds = "authentication",
            explain = """
                    Looking whether there is a whole token, and taking it, are two steps; so are looking for a client's
                    bucket, and making one. No other thread may come in between: otherwise two requests take the same
                    token, or each makes a full bucket for the same client.
                    """)
    void tokenOnce(Rig rig) {
        KnownUsers known = KnownUsers.of(rig);
        Race race = rig.race("RateLimit", "TokenBucket");
        Server server = Lab05.startLimited(rig, known, BURST, "--rate-clients", "1");
        String request = get("/public", known.member().bearer());
        for (int before = 0; before < BURST; before++) {
            int left = BURST - before;
            rig.step("two requests of a client that has " + left + " of 2 tokens", () -> race.run(server, () -> {
                exchange(server, get("/public", known.admin().bearer()));      // So the other client is forgotten.
                IntStream.range(left, BURST).forEach(ignored -> exchange(server, request).expectStatus(200));
                return new Race.Round(request, request, (first, second) -> {
                    List<Integer> statuses =
                            Stream.of(first, second, exchange(server, request)).map(Answer::status).sorted().toList();
                    if (!statuses.equals(IntStream.range(0, 3).map(i -> i < left ? 200 : 429).boxed().toList())) {
                        throw new CheckFailed(
                                "expected " + left + " of three requests to get a 200, and the others a 429, "
                                        + "but they got " + statuses);
                    }
                });
            }));
        }
    }
}
