package grader.checks.lab09;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import grader.checks.lab01.Lab01;
import grader.clients.http.Client;
import grader.clients.upstream.SamePath;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stretch task admission: what is requested once does not displace what is requested often. */
class AdmissionChecks {

    private static final int ENTRIES = 32;
    private static final int POPULAR = 16;
    /** More than have room: with LRU, none of the popular ones is left after them. */
    private static final int SCANNED = 40;
    private static final int ROUNDS = 8;
    /** In the first rounds the server learns what is popular. */
    private static final int LEARNING = 2;

    private static final int FEW = 8;
    private static final int FAVORITES = 4;
    private static final int LONG_AGO = 120;
    /** The page's limit: so many requests for each entry, and what is no longer requested has gone. */
    private static final int FORGOTTEN_AFTER = 50;
    private static final int ATTEMPTS = 3;

    @Test
    @Check(value = "a scan does not displace what is popular", task = "admission", rule = "scan-resistant", points = 0,
            ownServer = true, builds = "entries-limited",
            explain = """
                    A crawler requests each product once. With LRU each of them displaces another, which is
                    requested again and again. With admission a new value has to be requested more often than the value that would
                    have to go; otherwise it is sent, and not kept. So a request counts also if it is a miss.
                    """)
    void scans(Rig rig) {
        try (Traffic traffic = new Traffic(rig, ENTRIES)) {
            List<String> popular = traffic.products("popular", POPULAR);
            rig.tell(ROUNDS + " times: " + POPULAR + " products that are always the same, twice each, then a scan of "
                    + SCANNED + " that are not requested again; " + ENTRIES + " have room");
            int before = 0;
            for (int round = 0; round < ROUNDS; round++) {
                if (round == LEARNING) {
                    before = traffic.loads(popular);
                }
                traffic.requestInAnyOrder(popular);
                traffic.requestInAnyOrder(popular);
                traffic.request(traffic.products("scan" + round, SCANNED));
            }
            int loads = traffic.loads(popular) - before;
            int requests = 2 * POPULAR * (ROUNDS - LEARNING);
            rig.tell("after " + LEARNING + " rounds, " + loads + " of " + requests
                    + " requests for the popular ones were loads");
            if (loads > requests / 4) {
                throw rig.failure("expected at least 3 of 4 requests for popular products to be hits in spite of the "
                        + "scans, but of " + requests + " requests " + loads + " were loads; with LRU it is every "
                        + "second one");
            }
        }
    }

    @Test
    @Check(value = "what was popular long ago goes, and what is popular now is kept", task = "admission",
            rule = "long-ago", points = 0, ownServer = true, builds = "entries-limited",
            explain = """
                    If counts only grow, what was popular yesterday has a count that nothing new can reach, and stays
                    for good. So the counts are aged, for example halved each time there were ten requests for each
                    entry of the cache.
                    """)
    void longAgo(Rig rig) {
        // Keys that share all their counters may stop each other: with other keys, that does not happen again.
        for (int attempt = 1; loadsOfFavorites(rig) > 0; attempt++) {
            if (attempt == ATTEMPTS) {
                throw rig.failure("expected the " + FAVORITES + " products that are popular now to be kept after "
                        + FORGOTTEN_AFTER + " requests for each entry of the cache, but in each of " + ATTEMPTS
                        + " attempts some were loaded again: what was popular before has not gone");
            }
        }
    }

    /** Returns how many of the products that are popular now are not kept. */
    private static int loadsOfFavorites(Rig rig) {
        try (Traffic traffic = new Traffic(rig, FEW)) {
            List<String> old = traffic.products("old", FEW);
            List<String> favorites = traffic.products("new", FAVORITES);
            rig.tell(FEW + " products, for all of which there is room, are requested " + LONG_AGO + " times each");
            traffic.request(LONG_AGO, old);
            int rounds = FORGOTTEN_AFTER * FEW / FAVORITES;
            rig.tell("and then " + FAVORITES + " others, " + rounds + " times each");
            traffic.request(rounds, favorites);
            int before = traffic.loads(favorites);
            traffic.request(favorites);
            int loads = traffic.loads(favorites) - before;
            rig.tell("requested again, " + loads + " of these were loaded");
            return loads;
        }
    }

    @Test
    @Check(value = "as long as there is room, each value is kept", task = "admission", rule = "with-room", points = 0,
            ownServer = true, builds = "entries-limited",
            explain = """
                    Nothing has to go for a value that has room, so there is nothing to compare: it is kept after its
                    first request.
                    """)
    void withRoom(Rig rig) {
        try (Traffic traffic = new Traffic(rig, FEW)) {
            List<String> all = traffic.products("first", FEW);
            rig.tell(FEW + " products, for all of which there is room, are requested once, and then again");
            traffic.request(all);
            traffic.request(all);
            int loads = traffic.loads(all);
            if (loads != FEW) {
                throw rig.failure("expected each of the " + FEW + " products to be loaded once, as all of them have "
                        + "room, but there were " + loads + " loads");
            }
        }
    }

    /** A server with admission, and a client that requests many products on one connection. */
    private static final class Traffic implements AutoCloseable {

        private final Rig rig;
        private final Catalog catalog;
        private final String json;
        private final String start;
        private final Client client;

        Traffic(Rig rig, int entries) {
            this.rig = rig;
            catalog = Catalog.openOwn(rig, "--cache-entries", "" + entries, "--cache-admission");
            json = catalog.json();
            start = catalog.path();
            catalog.upstream().answers(get(SamePath.startingWith(start + "-")).willReturn(okJson(json)));
            client = catalog.server().connect();
        }

        List<String> products(String name, int count) {
            return IntStream.range(0, count).mapToObj(i -> start + "-" + name + "-" + i).toList();
        }

        void requestInAnyOrder(List<String> paths) {
            List<String> shuffled = new ArrayList<>(paths);
            Collections.shuffle(shuffled, rig.random());
            request(shuffled);
        }

        void request(List<String> paths) {
            rig.quietly(() -> paths.forEach(
                    path -> client.send(Lab01.get(path)).answer().expectStatus(200).expectBody(json)));
        }

        void request(int times, List<String> paths) {
            for (int i = 0; i < times; i++) {
                request(paths);
            }
        }

        int loads(List<String> paths) {
            return paths.stream().mapToInt(catalog::loads).sum();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
