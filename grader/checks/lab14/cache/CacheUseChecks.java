package grader.checks.lab14.cache;

import static grader.checks.lab14.cache.CachedSite.FRESH;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task buffer, the cache: conditions, validation, and what is stale. */
public class CacheUseChecks {

    private static final String TAG = "ETag: \"v1\"";

    @Test
    @Check(value = "conditions, HEAD and parts are served from what is stored", task = "cache",
            rule = "cache-conditions", points = 1, ownServer = true, builds = "cache-fresh",
            explain = """
                    A fresh stored response has all that a 304, a HEAD or a part needs. What is not stored as a whole
                    is the backend's: it gets the `Range`, and its 206 is no complete response.
                    """)
    void cacheConditions(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        String path = site.page(Reaction.json(200, "\"hello\"", FRESH, TAG), Reaction.json(500, "2"));
        site.get(path, "If-None-Match: \"v0\"").expectStatus(200).expectBody("\"hello\"");
        rig.each("If-None-Match", () -> site.get(path, "If-None-Match: W/\"v0\", W/\"v1\"").expectStatus(304));
        rig.each("another tag", () -> site.get(path, "If-None-Match: \"v2\"").expectStatus(200));
        rig.each("HEAD", () -> site.exchange("HEAD", path)
                .expectStatus(200)
                .field("Content-Length")
                .once()
                .matches("7"::equals));
        rig.each("Range", () -> {
            Answer part = site.get(path, "Range: bytes=1-2").expectStatus(200, 206);
            part.expectBody(part.status() == 206 ? "he" : "\"hello\"");
        });
        rig.each("Range of what is not stored", () -> {
            String other = site.page(Reaction.json(206, "he", FRESH, "Content-Range: bytes 1-2/7"),
                    Reaction.json(200, "\"hello\"", FRESH));
            site.get(other, "Range: bytes=1-2").expectStatus(206).expectBody("he");
            site.get(other).expectStatus(200).expectBody("\"hello\"");
            expectField(rig, site.requests(other).getFirst(), "Range", "bytes=1-2");
        });
    }

    private static void expectField(Rig rig, UpstreamRequest request, String name, String value) {
        if (!request.values(name).equals(List.of(value))) {
            throw rig.failure("expected the backend to get " + name + ": " + value + ", but it got "
                    + request.values(name));
        }
    }

    @Test
    @Check(value = "what is stale is validated, and a 304 makes it fresh again", task = "cache",
            rule = "cache-validation", points = 1, ownServer = true, builds = "cache-fresh",
            explain = """
                    Content that has not changed need not be sent again. The backend gets the tag or the date of what
                    is stored, and not the client's. Its 304 has new fields, but no content: they take the place of
                    the stored ones, and the client gets both together.
                    """)
    void cacheValidation(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        String modified = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (String control : List.of("max-age=0", "no-cache, max-age=3600")) {
            rig.each(control, () -> {
                String path = site.page(
                        Reaction.json(200, "1", "Cache-Control: " + control, TAG, "X-Old: a", "X-New: a"),
                        notModified(TAG, "Cache-Control: max-age=3600", "X-New: b"), Reaction.json(200, "3"));
                site.get(path).expectBody("1");
                Answer again = site.get(path, "If-None-Match: \"mine\"").expectStatus(200).expectBody("1");
                site.expectRequests(2, path, "what is stored has to be validated");
                expectField(rig, site.requests(path).get(1), "If-None-Match", "\"v1\"");
                again.field("X-Old").once().matches("a"::equals);
                again.field("X-New").once().matches("b"::equals);
                site.get(path).expectBody("1");
                site.expectRequests(2, path, "the 304 has made it fresh");
            });
        }
        rig.each("only a date", () -> {
            String path = site.page(Reaction.json(200, "1", "Cache-Control: max-age=0", "Last-Modified: " + modified),
                    notModified(), Reaction.json(200, "3"));
            site.get(path).expectBody("1");
            site.get(path).expectStatus(200).expectBody("1");
            site.expectRequests(2, path, "what is stored has to be validated");
            expectField(rig, site.requests(path).get(1), "If-Modified-Since", modified);
        });
        rig.each("it has changed", () -> {
            String path = site.page(Reaction.json(200, "1", "Cache-Control: max-age=0", TAG),
                    Reaction.json(200, "2", FRESH, "ETag: \"v2\""), Reaction.json(200, "3"));
            site.get(path).expectBody("1");
            site.get(path, "If-None-Match: \"v1\"").expectStatus(200).expectBody("2");
            site.get(path).expectBody("2");
        });
        rig.each("it has changed, and is not to be stored any more", () -> {
            String path = site.page(
                    Reaction.json(200, "1", "Cache-Control: max-age=0, stale-if-error=3600", TAG),
                    Reaction.json(200, "2", "Cache-Control: no-store"), Reaction.json(503, "3"));
            site.get(path).expectBody("1");
            site.get(path).expectBody("2");
            site.get(path).expectStatus(503);
        });
    }

    private static Reaction notModified(String... fields) {
        return Reaction.sends("HTTP/1.1 304 Not Modified\r\n"
                + String.join("", List.of(fields).stream().map(field -> field + "\r\n").toList()) + "\r\n");
    }

    @Test
    @Check(value = "what may be stale is used while it is loaded, or if that fails", task = "cache",
            rule = "cache-swr", points = 1, ownServer = true, builds = "cache-fresh",
            explain = """
                    With `stale-while-revalidate`, no client waits for the new response: each gets the old one, and one
                    load replaces it. With `stale-if-error`, the old one is better than a failure. Without them, or
                    with `must-revalidate`, a stale response is never used.
                    """)
    void cacheStaleUse(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        rig.each("stale-while-revalidate", () -> {
            String control = "Cache-Control: max-age=0, stale-while-revalidate=3600";
            String path = site.page(Reaction.json(200, "1", control), Reaction.json(200, "2", FRESH).onceReleased());
            site.get(path).expectBody("1");
            site.get(path).expectBody("1");
            site.awaitRequests(2, path);
            site.get(path).expectBody("1");
            site.server().awaitIdle();
            site.expectRequests(2, path, "the new one is on its way");
            site.backend().release();
            rig.tell("the backend responds");
            boolean[] came = new boolean[1];
            rig.quietly(() -> came[0] = Await.comesTrue(Limits.PATIENCE,
                    () -> site.get(path).expectStatus(200).body().equals("2")));
            if (!came[0]) {
                throw rig.failure("expected the new response in place of the stale one");
            }
            site.expectRequests(2, path, "it is fresh");
        });
        for (int status : new int[] {500, 503}) {
            rig.each("stale-if-error and a " + status, () -> {
                String path = site.page(Reaction.json(200, "1", "Cache-Control: max-age=0, stale-if-error=3600"),
                        Reaction.json(status, "2"));
                site.get(path).expectBody("1");
                site.get(path).expectStatus(200).expectBody("1");
                site.awaitRequests(2, path);
            });
        }
        for (String control : List.of("max-age=0", "max-age=0, must-revalidate, stale-if-error=3600",
                "no-cache, stale-if-error=3600")) {
            rig.each(control + " and a 503", () -> {
                String path = site.page(Reaction.json(200, "1", "Cache-Control: " + control, TAG),
                        Reaction.json(503, "2"));
                site.get(path).expectBody("1");
                site.get(path).expectStatus(503);
            });
        }
    }

    @Test
    @Check(value = "after a write, nothing is used that was loaded before", task = "cache", rule = "cache-write",
            points = 1, ownServer = true, builds = "cache-fresh",
            explain = """
                    A `POST`, `PUT` or `DELETE` that succeeds has changed what a GET finds, so what is stored of its
                    URI goes, all variants of it. A load that began before may bring the old state: those who wait for
                    it get it, but it is not stored. A request that was refused has changed nothing.
                    """)
    void cacheWrite(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        new TreeMap<>(Map.of("POST", 303, "PUT", 200, "DELETE", 200, "PATCH", 200, "MKCOL", 201))
                .forEach((method, status) -> rig.each(method, () -> {
                    String path = site.page(Reaction.json(200, "1", FRESH), Reaction.json(status, "written"),
                            Reaction.json(200, "3", FRESH));
                    site.get(path).expectBody("1");
                    site.exchange(method, path, "Content-Length: 0").expectStatus(status);
                    site.get(path).expectBody("3");
                }));
        rig.each("a POST that is refused", () -> {
            String path = site.page(Reaction.json(200, "1", FRESH), Reaction.json(403, "no"),
                    Reaction.json(200, "3", FRESH));
            site.get(path).expectBody("1");
            site.exchange("POST", path, "Content-Length: 0").expectStatus(403);
            site.get(path).expectBody("1");
        });
        rig.each("a load that began before", () -> {
            String path = site.page(Reaction.json(200, "1", FRESH).onceReleased(), Reaction.json(200, "written"),
                    Reaction.json(200, "3", FRESH));
            try (Client early = site.begin(path)) {
                site.awaitRequests(1, path);
                site.exchange("PUT", path, "Content-Length: 0").expectStatus(200);
                site.get(path).expectBody("3");
                site.backend().release();
                early.answer().expectStatus(200).expectBody("1");
            }
            site.get(path).expectBody("3");
        });
    }

    @Test
    @Check(value = "only-if-cached asks no backend", task = "cache", rule = "cache-only", points = 1,
            ownServer = true, builds = "cache-fresh",
            explain = """
                    A client that says `only-if-cached` wants what is stored, or to learn at once that nothing is: a
                    504 (RFC 9111 §5.2.1.7).
                    """)
    void cacheOnly(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        String path = site.counting(200, FRESH);
        site.get(path, "Cache-Control: only-if-cached").expectStatus(504);
        site.expectRequests(0, path, "the client wants nothing from it");
        site.get(path).expectBody("1");
        site.get(path, "Cache-Control: only-if-cached").expectStatus(200).expectBody("1");
    }

    @Test
    @Check(value = "the cache keeps what fits, and passes the rest on", task = "cache", rule = "cache-size",
            points = 1, ownServer = true, builds = "cache-fresh",
            explain = """
                    Memory is bounded, so something goes when something new comes, and not what is in use. Content that
                    is too long is passed on as it comes, and no other goes for it.
                    """)
    void cacheSize(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        String used = site.counting(200, FRESH);
        site.expectStored(used);
        for (int size : new int[] {CachedSite.BYTES / 8 - 10, CachedSite.BYTES / 2, 2 * CachedSite.BYTES}) {
            rig.each(size + " bytes", () -> {
                String content = "\"" + "x".repeat(size - 2) + "\"";
                String path = site.page(Reaction.json(200, content, FRESH));
                rig.quietly(() -> {
                    for (int i = 0; i < 2; i++) {
                        site.get(path).expectStatus(200).expectBody(content);
                    }
                });
                if (size < CachedSite.BYTES / 8) {
                    site.expectRequests(1, path, "it is fresh, and not too long");
                }
                site.get(used).expectBody("1");
            });
        }
        rig.each("many pages", () -> expectBounded(site, used));
    }

    /** Twice as much as the cache has room for. Which of it goes is the cache's choice. */
    private static void expectBounded(CachedSite site, String used) {
        String content = "\"" + "x".repeat(100_000) + "\"";
        int room = CachedSite.BYTES / 100_000;
        List<String> pages =
                Stream.generate(() -> site.page(Reaction.json(200, content, FRESH))).limit(2 * room).toList();
        site.rig().quietly(() -> {
            for (String page : pages) {
                site.get(page).expectBody(content);
                site.get(page).expectBody(content);
                site.expectRequests(1, page, "it came a moment ago, and is fresh");
                site.get(used).expectStatus(200);
            }
            pages.forEach(page -> site.get(page).expectBody(content));
        });
        site.expectRequests(1, used, "it was used after each of them");
        int stored = 2 * pages.size() - pages.stream().mapToInt(page -> site.requests(page).size()).sum();
        if (stored > room) {
            throw site.rig()
                    .failure("expected the cache to have at most " + room + " of " + pages.size() + " pages of 100,000 "
                            + "bytes each, as --cache-bytes is " + CachedSite.BYTES + ", but it has " + stored);
        }
    }
}
