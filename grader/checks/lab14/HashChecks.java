package grader.checks.lab14;

import static grader.checks.lab14.PooledEdge.CHECKED;
import static grader.checks.lab14.PooledEdge.FAST;
import static grader.checks.lab14.PooledEdge.get;
import static grader.checks.lab14.PooledEdge.with;

import grader.clients.upstream.ScriptedUpstream;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task balance: consistent hashing, with ten backends. */
class HashChecks {

    private static final String HASH = ";balance=hash";
    private static final int COUNT = 10;
    private static final int POOLS = 4;
    private static final int PATHS = 300;
    private static final int LEAST = PATHS / COUNT / 4;
    private static final int MOST = PATHS / COUNT * 3;

    /** The backend of each of many paths. */
    private static Map<String, Integer> places(PooledEdge edge, String word) {
        Map<String, Integer> places = new LinkedHashMap<>();
        edge.rig().tell(PATHS + " paths, such as /" + word + "/7");
        edge.rig().quietly(() -> {
            for (int i = 0; i < PATHS; i++) {
                String path = "/" + word + "/" + i;
                places.put(path, edge.chosen(get(path)));
            }
        });
        return places;
    }

    @Test
    @Check(value = "the same path goes to the same backend, and each backend has a share", task = "balance",
            rule = "hash", points = 1, ownServer = true, builds = "take-turns",
            explain = """
                    A backend that gets the same paths again and again has them in its cache. The query, the method and
                    the fields say nothing about the place, so they have no part in it. A target in absolute form may
                    have an empty path, which is the same as / (RFC 9110 §4.2.3). A hash of poor quality, such as
                    a sum of bytes, gives most of the paths to a few backends.
                    """)
    void samePath(Rig rig) {
        List<ScriptedUpstream> upstreams = PooledEdge.upstreams(rig, POOLS * COUNT);
        PooledEdge edge = PooledEdge.open(rig, upstreams, HASH, pools(upstreams)).alive();
        rig.each("other requests for the same path", () -> {
            for (int i = 0; i < 8; i++) {
                String path = "/" + rig.word();
                int place = edge.chosen(get(path));
                for (String request : List.of(get(path), get(path + "?q=" + rig.word()), with("POST", path, "x"),
                        get(path, "Cookie: a=" + rig.word(), "User-Agent: " + rig.word()))) {
                    if (edge.chosen(request) != place) {
                        throw rig.failure("expected all requests for " + path + " to go to backend " + place
                                + ", but another one got one of them");
                    }
                }
            }
        });
        rig.each("an empty path", () -> IntStream.range(0, POOLS).forEach(pool -> expectEmptyPath(edge, pool)));
        rig.each("many paths", () -> {
            int[] shares = new int[COUNT];
            places(edge, rig.word()).values().forEach(place -> shares[place]++);
            edge.expectShares(shares, "from " + LEAST + " to " + MOST + " of " + PATHS + " paths",
                    share -> share >= LEAST && share <= MOST);
        });
    }

    /** Flags for several pools, in place of the usual one: the place of two keys is seldom the same in all of them. */
    private static String[] pools(List<ScriptedUpstream> upstreams) {
        return IntStream.range(0, POOLS).boxed().flatMap(i -> {
            String urls = upstreams.subList(i * COUNT, (i + 1) * COUNT)
                    .stream()
                    .map(ScriptedUpstream::url)
                    .collect(Collectors.joining(","));
            return Stream.of("--route", (i == 0 ? "*" : host(i)) + "/=pool" + i, "--backends",
                    "pool" + i + "=" + urls + HASH);
        }).toArray(String[]::new);
    }

    private static String host(int pool) {
        return "pool" + pool + ".example";
    }

    private static void expectEmptyPath(PooledEdge edge, int pool) {
        String uri = "http://" + host(pool);
        int place = edge.chosen(get(uri + "/"));
        int other = edge.chosen(get(uri));
        if (other != place) {
            throw edge.rig()
                    .failure("expected a request for " + uri + " to go to backend " + place + ", as one for " + uri
                            + "/ does, but backend " + other + " got it");
        }
    }

    @Test
    @Check(value = "when a backend goes out, only its paths move, and to several others", task = "balance",
            rule = "hash", points = 2, ownServer = true, builds = {"same-path", "out-and-in"},
            explain = """
                    With the hash modulo the number of backends, nine of ten paths have another place when one backend
                    is gone: all caches are cold at once. Here, a path has its own order of all backends, and only those
                    whose first one is gone go to their second one.
                    """)
    void moves(Rig rig) {
        PooledEdge edge = PooledEdge.open(rig, COUNT, HASH + CHECKED, FAST).alive();
        String word = rig.word();
        Map<String, Integer> before = places(edge, word);
        int gone = rig.random().nextInt(COUNT);
        ScriptedUpstream upstream = edge.upstreams().get(gone);
        rig.step("backend " + gone + " goes out", () -> {
            upstream.reactsTo(PooledEdge.HEALTH, PooledEdge.BAD);
            edge.states().await(edge.backends().get(gone), BackendStates.OUT, "its checks fail");
            Set<Integer> heirs = new HashSet<>();
            places(edge, word).forEach((path, place) -> {
                if (before.get(path) == gone) {
                    heirs.add(place);
                } else if (!before.get(path).equals(place)) {
                    throw rig.failure("expected " + path + " to stay at backend " + before.get(path)
                            + ", as only backend " + gone + " is out, but backend " + place + " got it");
                }
            });
            if (heirs.size() < 3) {
                throw rig.failure("expected the paths of backend " + gone + " to be shared among several others, but "
                        + heirs + " got all of them");
            }
        });
        rig.step("it comes in again", () -> {
            upstream.reactsTo(PooledEdge.HEALTH, PooledEdge.GOOD);
            edge.states().await(edge.backends().get(gone), BackendStates.IN, "its checks succeed");
            expectSame(edge, before, places(edge, word), "backend " + gone + " is in again");
        });
    }

    @Test
    @Check(value = "another edge in front of the same backends chooses the same ones", task = "balance",
            rule = "hash", points = 1, ownServer = true, builds = "same-path",
            explain = """
                    Two edges that share the work also share the caches of the backends, if they agree. So the place of
                    a path depends on the addresses alone: not on their order, not on a random number, and not on an
                    identity hash, which is another one in each process.
                    """)
    void otherEdge(Rig rig) {
        List<ScriptedUpstream> upstreams = PooledEdge.upstreams(rig, COUNT);
        String word = rig.word();
        PooledEdge first = PooledEdge.open(rig, upstreams, HASH).alive();
        Map<String, Integer> places = places(first, word);
        List<String> reversed = upstreams.stream().map(ScriptedUpstream::url).toList().reversed();
        PooledEdge second = PooledEdge.open(rig, upstreams, reversed, HASH).alive();
        expectSame(second, places, places(second, word), "another edge has the same backends");
    }

    private static void expectSame(PooledEdge edge, Map<String, Integer> before, Map<String, Integer> now, String why) {
        before.forEach((path, place) -> {
            if (!place.equals(now.get(path))) {
                throw edge.rig()
                        .failure("expected " + path + " to go to backend " + place + ", as " + why + ", but backend "
                                + now.get(path) + " got it");
            }
        });
    }
}
