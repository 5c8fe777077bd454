package grader.checks.lab14;

import grader.checks.lab14.front.EdgeInFront;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The learner's server in front of a pool of backends, which are numbered from 0. Each of them responds to anything
 * with its number, but to what a check scripts. No limit but those that a check sets ends anything.
 *
 * @param backends their addresses, in the order of the flag
 * @param upstreams those that listen, in the same order
 */
record PooledEdge(Rig rig, Server server, List<String> backends, List<ScriptedUpstream> upstreams) {

    static final String HEALTH = "/healthy";
    /** What a backend says to a check: that it is well, and that it is not. */
    static final Reaction GOOD = last(200, "{}");
    static final Reaction BAD = last(503, "{}");

    /** More than a kernel keeps for a client that reads nothing, and then silence. */
    static final Reaction LONG =
            Reaction.sends("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(8 << 20));

    private static final String NUMBER = "{\"backend\":%s}";
    private static final String COOKIE = "BACKEND";

    /** The option with which a pool has checks, and the flags with which they are fast. */
    static final String CHECKED = ";health=" + HEALTH;
    static final String[] FAST = {"--health-interval", "100", "--health-timeout", "5000"};

    /** The same, and other flags. */
    static String[] fast(String... flags) {
        return Stream.concat(Stream.of(FAST), Stream.of(flags)).toArray(String[]::new);
    }

    /** The option with which requests stay with a backend. */
    static final String STICKY = ";affinity=" + COOKIE;

    /** @param options of the pool, such as `;balance=hash` */
    static PooledEdge open(Rig rig, int count, String options, String... flags) {
        return open(rig, upstreams(rig, count), options, flags);
    }

    /** Backends that no edge knows yet. */
    static List<ScriptedUpstream> upstreams(Rig rig, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> rig.scriptedUpstream().reactsTo("", ok(i)).reactsTo(HEALTH, GOOD))
                .toList();
    }

    /** The response of a backend by which it is known. */
    static Reaction ok(int number) {
        return last(200, NUMBER.formatted(number));
    }

    /**
     * A response after which no connection is kept: on a kept connection that breaks, a request may be sent again to
     * the same backend, which these checks would count.
     */
    static Reaction last(int status, String json) {
        return Reaction.json(status, json, "Connection: close").thenClose();
    }

    static PooledEdge open(Rig rig, List<ScriptedUpstream> upstreams, String options, String... flags) {
        return open(rig, upstreams, upstreams.stream().map(ScriptedUpstream::url).toList(), options, flags);
    }

    /** The same, with more URLs than backends that listen. */
    static PooledEdge open(Rig rig, List<ScriptedUpstream> upstreams, List<String> urls, String options,
            String... flags) {
        String[] usual = EdgeInFront.usual()
                .and("--admin-port", "0", "--workers", "100", "--eject-after", "0", "--route",
                        "*/=shop", "--backends", "shop=" + String.join(",", urls) + options);
        Server server = rig.start(UsualFlags.of(usual).and(flags));
        return new PooledEdge(rig, server, urls.stream().map(url -> url.replace("http://", "")).toList(), upstreams);
    }

    BackendStates states() {
        return new BackendStates(rig, server);
    }

    /**
     * An edge that passes a request on; each server is to have this control. It leaves no connection to a backend: a
     * request on a kept one may be sent twice.
     */
    PooledEdge alive() {
        react("/alive", GOOD);
        rig.control("the server on port " + server.address().getPort() + " passes a request on to a backend",
                () -> exchange(request("GET", "/alive")).expectStatus(200));
        return this;
    }

    static String request(String method, String target, String... fields) {
        return Stream.concat(Stream.of(method + " " + target + " HTTP/1.1", "Host: localhost"), Stream.of(fields))
                .collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
    }

    static String get(String target, String... fields) {
        return request("GET", target, fields);
    }

    /** A request with content. */
    static String with(String method, String target, String content) {
        return request(method, target, "Content-Length: " + content.length()) + content;
    }

    /** One request and its response, on its own connection. */
    Answer exchange(String request) {
        try (Client client = server.connect().send(request)) {
            return client.answer(request.substring(0, request.indexOf(' ')));
        }
    }

    /** The number of the backend that has responded. */
    int chosen(Answer answer) {
        String body = answer.expectStatus(200).body();
        for (int i = 0; i < upstreams.size(); i++) {
            if (body.equals(NUMBER.formatted(i))) {
                return i;
            }
        }
        throw rig.failure("expected the content of a backend's response, got " + body);
    }

    int chosen(String request) {
        return chosen(exchange(request));
    }

    /** How many of so many requests, one after another, each backend gets. */
    int[] shares(int requests, String path) {
        int[] shares = new int[upstreams.size()];
        rig.quietly(() -> {
            for (int i = 0; i < requests; i++) {
                shares[chosen(get(path))]++;
            }
        });
        rig.tell(requests + " requests, one after another: the backends got " + shown(shares));
        return shares;
    }

    /** Each backend's share is as expected. */
    void expectShares(int[] shares, String expected, IntPredicate right) {
        if (!IntStream.range(0, shares.length).allMatch(i -> right.test(shares[i]))) {
            throw rig.failure("expected each backend to get " + expected + ", but they got " + shown(shares));
        }
    }

    static String shown(int[] shares) {
        return IntStream.of(shares).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Sends so many requests at the same time, for which no response comes. */
    List<Client> sendAll(int count, String request) {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(server.connect());
        }
        clients.forEach(client -> client.sendUnlogged(request));
        rig.tell(count + " clients send " + request.substring(0, request.indexOf(" HTTP/")) + " at the same time");
        return clients;
    }

    /** How many requests for a path each backend has got, when there are so many in all. */
    int[] arrived(int count, String path) {
        int[] shares = new int[upstreams.size()];
        boolean came = Await.comesTrue(Limits.PATIENCE, () -> {
            for (int i = 0; i < shares.length; i++) {
                shares[i] = upstreams.get(i).requests(path).size();
            }
            return IntStream.of(shares).sum() >= count;
        });
        rig.tell("the backends have got " + shown(shares) + " requests for " + path);
        if (!came) {
            throw rig.failure("expected " + count + " requests for " + path + " to reach the backends, but they got "
                    + shown(shares));
        }
        return shares;
    }

    /** From now on, all backends react so to a path. */
    void react(String path, Reaction... reactions) {
        upstreams.forEach(upstream -> upstream.reactsTo(path, reactions));
    }
}
