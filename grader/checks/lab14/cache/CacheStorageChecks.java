package grader.checks.lab14.cache;

import static grader.checks.lab14.cache.CachedSite.FRESH;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task buffer, the cache: what is stored, for whom, and for how long. */
public class CacheStorageChecks {

    private static final int HOUR = 3_600;
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static String date(int seconds) {
        return HTTP.format(Instant.now().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    }

    private static void expectEachStored(CachedSite site, List<List<String>> responses) {
        for (List<String> fields : responses) {
            site.rig()
                    .each(String.join("; ", fields),
                            () -> site.expectStored(site.counting(200, fields.toArray(String[]::new))));
        }
    }

    private static void expectNoneStored(CachedSite site, List<List<String>> responses) {
        for (List<String> fields : responses) {
            site.rig()
                    .each(String.join("; ", fields),
                            () -> site.expectNotStored(site.counting(200, fields.toArray(String[]::new))));
        }
    }

    @Test
    @Check(value = "what is fresh is used again, and no backend is asked", task = "cache", rule = "cache-fresh",
            points = 1, foundation = true, ownServer = true,
            explain = """
                    A response says for how long it may be used: for a shared cache with `s-maxage`, or else with
                    `max-age`, or else with `Expires`, from its own `Date` on. As long as its age is below that, the
                    edge responds with it, on whatever connection the request comes.
                    """)
    void cacheFresh(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        expectEachStored(site, List.of(
                List.of(FRESH),
                List.of("Cache-Control: public, MAX-AGE=3600"),
                List.of("Cache-Control: max-age=0, s-maxage=3600"),
                List.of("Expires: " + date(HOUR), "Date: " + date(0)),
                List.of(FRESH, "Expires: " + date(-HOUR)),
                List.of("Cache-Control: max-age=99999999999999999999"),
                List.of(FRESH, "Age: 1800"),
                List.of("Cache-Control: max-age=3600, extension=\"a, no-store\"")));
    }

    @Test
    @Check(value = "what is not fresh is asked for again", task = "cache", rule = "cache-fresh", points = 1,
            ownServer = true, builds = "cache-fresh",
            explain = """
                    What is not valid must not make a response fresh. And time has passed before the response came to
                    you: other caches say so in `Age`, and its `Date` shows it. The larger one counts (RFC 9111
                    §4.2.3).
                    """)
    void cacheStale(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        expectNoneStored(site, List.of(
                List.of(),
                List.of("Cache-Control: max-age=0"),
                List.of("Cache-Control: s-maxage=0, max-age=3600"),
                List.of("Cache-Control: max-age=1h"),
                List.of("Cache-Control: max-age=-3600"),
                List.of("Expires: 0"),
                List.of("Expires: " + date(-HOUR)),
                List.of("Expires: " + date(HOUR), "Cache-Control: max-age=0"),
                List.of("Expires: " + date(0), "Date: " + date(0)),
                List.of("Expires: " + date(HOUR), "Date: " + date(2 * HOUR)),
                List.of(FRESH, "Age: 3600"),
                List.of(FRESH, "Date: " + date(-2 * HOUR))));
    }

    @Test
    @Check(value = "what must not be stored is not", task = "cache", rule = "cache-not-stored", points = 1,
            ownServer = true, builds = "cache-fresh",
            explain = """
                    A response is for its own client unless all rules for others hold: it is the complete response to
                    a GET, nothing in it or in its request forbids it, and it sets no cookie. `private` with the names
                    of fields counts as `private`, and a directive counts in whatever line and case it is.
                    """)
    void cacheNotStored(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        expectNoneStored(site, List.of(
                List.of("Cache-Control: max-age=3600, private"),
                List.of("Cache-Control: max-age=3600, Private=\"Set-Cookie\""),
                List.of(FRESH, "Cache-Control: NO-STORE"),
                List.of("Cache-Control: no-store,max-age=3600"),
                List.of(FRESH, "Set-Cookie: session=7"),
                List.of(FRESH, "Vary: Accept-Encoding, *"),
                List.of(FRESH, "Vary: Accept-Encoding", "Vary: *")));
        rig.each("a 503", () -> site.expectNotStored(site.counting(503, FRESH)));
        rig.each("a request with no-store", () -> site.expectNotStored(site.counting(200, FRESH),
                "Cache-Control: no-store"));
        rig.each("content that breaks off", () -> {
            Reaction whole = Reaction.json(200, "\"" + "x".repeat(2_000) + "\"", FRESH);
            String path = site.page(whole.resetAfter(1_500), Reaction.json(200, "2", FRESH));
            site.rig().quietly(() -> breaksOff(site, path));
            site.get(path).expectStatus(200).expectBody("2");
        });
    }

    private static void breaksOff(CachedSite site, String path) {
        try (Client client = site.begin(path)) {
            client.readUntilClose(Limits.PATIENCE);
        }
    }

    @Test
    @Check(value = "no user gets another user's page", task = "cache", rule = "cache-user", points = 1,
            ownServer = true, builds = "cache-fresh",
            explain = """
                    A request with `Authorization` or `Cookie` says who its user is, and the response may show that.
                    So it is stored only if the response itself says that it is for all: `public`, or `s-maxage`, which
                    is for shared caches only (RFC 9111 §3.5). A `max-age` alone may be meant for the user's browser.
                    """)
    void cacheUsers(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        for (String user : List.of("Authorization: Bearer ann", "Cookie: session=ann")) {
            rig.each("max-age and " + user, () -> {
                String path = site.counting(200, FRESH);
                site.get(path, user).expectBody("1");
                site.get(path, user.replace("ann", "bob")).expectBody("2");
                site.get(path).expectBody("3");
            });
            for (String allowed : List.of("public, max-age=3600", "s-maxage=3600")) {
                rig.each(allowed + " and " + user, () -> {
                    String path = site.counting(200, "Cache-Control: " + allowed);
                    site.get(path, user).expectBody("1");
                    site.get(path, user.replace("ann", "bob")).expectBody("1");
                });
            }
        }
    }

    @Test
    @Check(value = "a stored response is for requests of the same URI, and of the same variant", task = "cache",
            rule = "cache-vary", points = 1, ownServer = true, builds = "cache-fresh",
            explain = """
                    `Vary` names the fields of the request that have chosen the response. Only a request with the same
                    values may get it, or a request that lacks them as the first did. Requests that go to another pool, or
                    that send content, have other responses, although `Vary` does not say so.
                    """)
    void cacheVariants(Rig rig) {
        CachedSite site = CachedSite.open(rig, "--route", "*/;header=X-Beta:yes=beta", "--backends",
                "beta=" + rig.scriptedUpstream().url());
        rig.each("Vary", () -> {
            String path = site.counting(200, FRESH, "Vary: X-Color, Accept-Encoding");
            site.get(path, "X-Color: red").expectBody("1");
            site.get(path, "X-Color: blue").expectBody("2");
            site.get(path).expectBody("3");
            site.get(path, "X-Color: red").expectBody("1");
            site.get(path, "X-Color: blue").expectBody("2");
            site.get(path, "x-color:  red", "X-Other: 1").expectBody("1");
            site.get(path, "X-Color: Red").expectBody("3");
        });
        rig.each("the query", () -> {
            String path = site.counting(200, FRESH);
            site.get(path + "?a=1").expectBody("1");
            site.get(path + "?a=2").expectBody("2");
            site.get(path + "?a=1").expectBody("1");
        });
        rig.each("the host", () -> {
            String path = site.counting(200, FRESH);
            site.get(path, "Host: one.example").expectBody("1");
            site.get(path, "Host: two.example").expectBody("2");
            site.get(path, "Host: ONE.example").expectBody("1");
        });
        rig.each("another pool", () -> {
            String path = site.counting(200, FRESH);
            site.get(path).expectBody("1");
            site.get(path, "X-Beta: yes").expectStatus(404);
            site.get(path).expectBody("1");
        });
        rig.each("a GET with content", () -> {
            String path = site.counting(200, FRESH);
            site.get(path, "Content-Length: 0").expectBody("1");
            try (Client client = site.server().connect()) {
                client.send(CachedSite.request("GET", path, "Content-Length: 1") + "x").answer().expectBody("2");
            }
            site.get(path).expectBody("1");
        });
        rig.each("OPTIONS *, which has no path", () -> {
            site.backend().reactsTo("*", Reaction.json(200, "all"));
            site.exchange("OPTIONS", "*").expectStatus(200).expectBody("all");
        });
    }

    @Test
    @Check(value = "a stored response says how old it is, and where it is from", task = "cache", rule = "cache-age",
            points = 1, ownServer = true, builds = "cache-fresh",
            explain = """
                    `Age` tells the next cache how much of the lifetime is over: the age with which the response came,
                    and the time since then. `Cache-Status` tells people. `Date` stays as it came.
                    """)
    void cacheAge(Rig rig) {
        CachedSite site = CachedSite.open(rig);
        String date = date(-100);
        String path = site.counting(200, FRESH, "Age: 500", "Date: " + date);
        Answer first = site.get(path).expectBody("1");
        if (first.values("Cache-Status").stream().noneMatch(value -> value.contains("fwd="))) {
            throw first.field("Cache-Status").differs("one with fwd=miss, as a backend was asked");
        }
        Answer second = site.get(path).expectBody("1");
        if (second.values("Cache-Status").stream().noneMatch(value -> value.matches(".*; *hit.*"))) {
            throw second.field("Cache-Status").differs("one with hit");
        }
        second.field("Age").once().matches(age -> age.matches("5[0-9][0-9]"));
        second.field("Date").once().matches(date::equals);
    }
}
