package grader.checks.lab14;

import static grader.checks.lab14.PooledEdge.STICKY;
import static grader.checks.lab14.PooledEdge.get;

import grader.clients.http.Answer;
import grader.clients.rest.Described;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task balance: requests of one client go to one backend. */
class AffinityChecks {

    private static final String NAME = "BACKEND=";
    private static final Described<String> PRIVATE = new Described<>("private",
            value -> value.toString().toLowerCase(Locale.ROOT).contains("private"));

    /** The cookie that a response sets, as a request has it. */
    private static String cookie(PooledEdge edge, Answer answer) {
        for (String line : answer.values("Set-Cookie")) {
            if (line.startsWith(NAME)) {
                return line.split(";")[0].strip();
            }
        }
        throw answer.fieldDiffers("Set-Cookie", NAME + "…", "expected the response to set the cookie " + NAME
                + "…, as the request has none that names its backend");
    }

    private static void expectStays(PooledEdge edge, String cookie, int place) {
        for (int i = 0; i < 6; i++) {
            Answer answer = edge.exchange(get("/", "Cookie: a=b; " + cookie + "; c=d"));
            if (edge.chosen(answer) != place) {
                throw edge.rig()
                        .failure("expected the requests with " + cookie + " to go to backend " + place
                                + ", which has set it, but backend " + edge.chosen(answer) + " got one");
            }
            if (answer.values("Set-Cookie").stream().anyMatch(line -> line.startsWith(NAME))) {
                throw answer.fieldDiffers("Set-Cookie", "no " + NAME,
                        "expected the response not to set the cookie again, as the request has it");
            }
        }
    }

    @Test
    @Check(value = "requests with the cookie that the edge has set go to the same backend", task = "balance",
            rule = "affinity", points = 1, ownServer = true, builds = "take-turns",
            explain = """
                    The cookie says where the client was, so the edge has to remember nothing, and another edge reads
                    the same in it. What a client sees of it says nothing about the addresses of the backends: a hash of
                    the address is enough.
                    """)
    void stays(Rig rig) {
        List<ScriptedUpstream> upstreams = PooledEdge.upstreams(rig, 4);
        PooledEdge edge = PooledEdge.open(rig, upstreams, STICKY).alive();
        Answer first = edge.exchange(get("/"));
        String cookie = cookie(edge, first);
        int place = edge.chosen(first);
        rig.each("the next requests", () -> expectStays(edge, cookie, place));
        rig.each("its attributes", () -> first.field("Set-Cookie")
                .matches(new Described<>("one with Path=/ and HttpOnly", value -> value.toString()
                        .toLowerCase(Locale.ROOT)
                        .replace(" ", "")
                        .matches(".*;path=/(;.*|$)")
                        && value.toString().toLowerCase(Locale.ROOT).contains("httponly"))));
        rig.each("no address in it", () -> {
            String backend = edge.backends().get(place);
            String port = backend.substring(backend.indexOf(':') + 1);
            if (cookie.contains("127.0.0.1") || cookie.contains(port)) {
                throw first.fieldDiffers("Set-Cookie", "no address",
                        "expected a cookie that does not say that the backend is " + backend + ", got " + cookie);
            }
        });
        rig.each("no shared cache may keep it", () -> {
            first.field("Cache-Control").matches(PRIVATE);
            edge.react("/fresh", Reaction.json(200, "{}", "Cache-Control: max-age=60"));
            edge.exchange(get("/fresh")).field("Cache-Control").matches(PRIVATE);
        });
        rig.each("another edge with the same backends", () -> expectStays(PooledEdge.open(rig, upstreams,
                upstreams.stream().map(ScriptedUpstream::url).toList().reversed(), STICKY), cookie, place));
    }

    @Test
    @Check(value = "if the backend that a cookie names cannot have the request, another one sets the cookie",
            task = "balance", rule = "affinity-moves", points = 1, ownServer = true,
            builds = {"stays", "another-backend"},
            explain = """
                    A session that is lost is better than none at all. From then on, the client stays with the other
                    backend: if the cookie did not change, it would come back as soon as the first one is in again, and
                    lose its session a second time.
                    """)
    void moved(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, 3, STICKY).alive();
        rig.each("a value that no backend has", () -> {
            Answer answer = edge.exchange(get("/", "Cookie: " + NAME + rig.word()));
            expectStays(edge, cookie(edge, answer), edge.chosen(answer));
        });
        rig.each("the backend fails to respond", () -> {
            Answer first = edge.exchange(get("/"));
            int place = edge.chosen(first);
            edge.upstreams().get(place).reactsTo("/", Reaction.reset());
            Answer second = edge.exchange(get("/", "Cookie: " + cookie(edge, first)));
            int other = edge.chosen(second);
            edge.upstreams().get(place).reactsTo("/", PooledEdge.ok(place));
            expectStays(edge, cookie(edge, second), other);
        });
    }
}
