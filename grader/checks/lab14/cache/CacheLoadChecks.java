package grader.checks.lab14.cache;

import static grader.checks.lab14.cache.CachedSite.FRESH;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task buffer, the cache: one load for many. The backend holds its response until all have asked. */
public class CacheLoadChecks {

    private static final int MANY = 20;
    private static final Duration NOTICED = Duration.ofSeconds(2);

    /** Clients that have requested a page, one after the other; the first one's request is at the backend. */
    private static List<Client> clients(CachedSite site, String path, int count) {
        List<Client> all = new ArrayList<>();
        all.add(site.begin(path));
        site.awaitRequests(1, path);
        site.rig().tell("the backend holds its response; " + (count - 1) + " more clients request " + path);
        site.rig().quietly(() -> {
            for (int i = 1; i < count; i++) {
                all.add(site.begin(path));
            }
        });
        site.server().awaitIdle();
        return all;
    }

    @Test
    @Check(value = "requests for a page that is on its way are one request to the backend", task = "cache",
            rule = "cache-collapsed", points = 1, ownServer = true, builds = "cache-fresh",
            explain = """
                    When a popular page becomes stale, all of its clients miss it at once, and the backend gets all of
                    them in the moment in which it is most loaded. So the first one asks, and the others wait for that.
                    """)
    void cacheOneLoad(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        for (boolean chunked : new boolean[] {false, true}) {
            rig.each(chunked ? "in chunks" : "with a length", () -> {
                Reaction response = chunked
                        ? Reaction.sends("HTTP/1.1 200 OK\r\n" + FRESH
                                + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                        : Reaction.json(200, "hello", FRESH);
                String path = site.page(response.onceReleased(), Reaction.json(200, "2", FRESH));
                List<Client> all = clients(site, path, MANY);
                site.backend().release();
                all.forEach(client -> client.answer().expectStatus(200).expectBody("hello"));
                all.forEach(Client::close);
                site.expectRequests(1, path, "its response was for all");
            });
        }
        rig.each("in chunks, and too long to be stored", () -> {
            String content = "0123456789abcdef".repeat(CachedSite.BYTES / 5 / 16);
            Reaction response = Reaction.sends("HTTP/1.1 200 OK\r\n" + FRESH + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(content.length()) + "\r\n" + content + "\r\n0\r\n\r\n");
            String path = site.page(response.onceReleased(), response);
            List<Client> all = clients(site, path, 4);
            site.backend().release();
            for (Client client : all) {
                int length = client.answer().expectStatus(200).body().length();
                if (length != content.length()) {
                    throw rig.failure("expected each client to get all " + content.length()
                            + " bytes, but one has got " + length);
                }
                client.close();
            }
        });
    }

    @Test
    @Check(value = "the first client gets each part of the content when it comes", task = "cache",
            rule = "cache-collapsed", points = 1, ownServer = true, builds = "cache-fresh",
            explain = """
                    A cache that first collects all of the content makes each miss slower than no cache. The content is
                    sent on as it comes, and collected on the way.
                    """)
    void cacheStreams(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        String path = site.page(Reaction.sends("HTTP/1.1 200 OK\r\n" + FRESH + "\r\nContent-Length: 10\r\n\r\nhello"));
        try (Client client = site.begin(path)) {
            rig.tell("the backend sends 5 of 10 bytes");
            if (!Await.comesTrue(Limits.PATIENCE,
                    () -> client.readUntilClose(Duration.ofMillis(10)).endsWith("hello"))) {
                throw client.missing("the first 5 bytes of the content");
            }
        }
    }

    @Test
    @Check(value = "a client that leaves or reads slowly costs the others nothing", task = "cache",
            rule = "cache-leader", points = 1, ownServer = true, builds = "cache-one-load",
            explain = """
                    The first client loads for all others, and it may be any: a client that leaves, or
                    a client that takes its response a byte a minute. If the load ends with its client, another one has to
                    take over; and the content has to be read at the backend's pace, not at the first client's.
                    """)
    void cacheLeader(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        rig.each("the first client leaves before the response comes", () -> {
            String path = site.page(Reaction.json(200, "1", FRESH).onceReleased());
            List<Client> all = clients(site, path, 5);
            all.getFirst().reset();
            rig.tell("the first client leaves");
            site.backend().awaitLeft(site.requests(path).getFirst(), NOTICED);      // Unless the load goes on.
            Await.comesTrue(Limits.PATIENCE, Duration.ofMillis(20), () -> {
                site.backend().release();       // Again and again: the next request is held, too.
                return all.get(1).awaitData(Duration.ofMillis(20));
            });
            all.subList(1, 5).forEach(client -> {
                site.backend().release();
                client.answer().expectStatus(200).expectBody("1");
            });
            if (site.requests(path).size() > 2) {
                site.expectRequests(2, path, "one of those who wait takes over");
            }
            all.subList(1, 5).forEach(Client::close);
        });
        rig.each("the first client reads nothing", () -> {
            String content = "\"" + "x".repeat(6_000_000) + "\"";
            CachedSite large = CachedSite.open(rig, "--cache-bytes", "100000000");
            String path = large.page(Reaction.json(200, content, FRESH));
            try (Client _ = large.server().connectSlow().send(CachedSite.request("GET", path))) {
                large.awaitRequests(1, path);
                rig.quietly(() -> {
                    large.get(path).expectStatus(200).expectBody(content);
                    large.get(path).expectStatus(200).expectBody(content);
                });
                large.expectRequests(1, path, "its response is for all");
            }
        });
    }

    @Test
    @Check(value = "those who wait in vain ask on their own, all at the same time", task = "cache",
            rule = "cache-uncollapsed", points = 1, ownServer = true, builds = "cache-one-load",
            explain = """
                    Whether a response is for others shows only when it is there. If it is not, those who have waited
                    must not wait for each other, one after the other: a page that takes a second would take the
                    twentieth client twenty.
                    """)
    void cacheNotCollapsed(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        String path = site.page(Reaction.json(200, "1", "Cache-Control: private").onceReleased());
        List<Client> all = clients(site, path, MANY);
        site.backend().release();
        rig.tell("its response is private; the backend holds all others");
        all.getFirst().answer().expectStatus(200);
        site.awaitRequests(MANY, path);
        site.backend().release();
        all.subList(1, MANY).forEach(client -> client.answer().expectStatus(200).expectBody("1"));
        all.forEach(Client::close);
    }
}
