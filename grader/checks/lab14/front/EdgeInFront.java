package grader.checks.lab14.front;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.clients.upstream.UpstreamConnection;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The learner's server in front of one backend, which does what a script says. Nothing ends anything in it but the
 * limits that a check sets.
 */
public final class EdgeInFront {

    /** How long the first request may take: the edge loads what it needs. */
    public static final Duration FIRST = Limits.PATIENCE.multipliedBy(3);
    public static final String HELLO = "hello from the backend";
    public static final Reaction GOOD = response("Content-Type: text/plain", "X-Backend: yes");

    private final Rig rig;
    private final ScriptedUpstream backend;
    private final Server edge;
    private final AtomicLong paths = new AtomicLong();

    private EdgeInFront(Rig rig, String... flags) {
        this.rig = rig;
        this.backend = rig.scriptedUpstream().reactsTo("/", GOOD);
        List<String> all = new ArrayList<>(List.of("--route", "*/=app", "--backends", "app=" + backend.url()));
        Collections.addAll(all, flags);
        this.edge = rig.start(usual().and(all.toArray(String[]::new)));
    }

    /** The flags of an edge in which nothing ends but what a check sets a limit for. */
    public static UsualFlags usual() {
        return UsualFlags.of("--queue-target", Limits.ENDLESS)
                .endless("header", "body", "total", "upstream", "idle", "request", "handler", "write", "drain");
    }

    /** An edge that passes requests on to its backend. */
    public static EdgeInFront open(Rig rig, String... flags) {
        EdgeInFront all = new EdgeInFront(rig, flags);
        // Controls of one name are tried once, and each server is to have one.
        rig.control("the edge on port " + all.edge.address().getPort() + " passes requests on", () -> {
            Answer answer = all.exchange(get(all.path()), FIRST).expectStatus(200);
            if (!answer.body().equals(HELLO)) {
                throw rig.failure("expected the content of the backend's response, '" + HELLO + "', but it was '"
                        + answer.body() + "'");
            }
        });
        return all;
    }

    /** A 200 with {@link #HELLO}. @param fields lines such as `X-A: b` */
    public static Reaction response(String... fields) {
        return Reaction.sends(head("HTTP/1.1 200 OK", fields) + "Content-Length: " + HELLO.length() + "\r\n\r\n"
                + HELLO);
    }

    /** A status line and field lines, without the empty line after them. */
    public static String head(String line, String... fields) {
        return line + "\r\n" + (fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n");
    }

    public static String get(String path, String... fields) {
        return request("GET", path, fields);
    }

    public static String request(String method, String target, String... fields) {
        return head(method + " " + target + " HTTP/1.1", "Host: edge.example") + head("", fields).substring(2)
                + "\r\n";
    }

    public static String post(String path, String content, String... fields) {
        return head("POST " + path + " HTTP/1.1", "Host: edge.example", "Content-Length: " + content.length())
                + head("", fields).substring(2) + "\r\n" + content;
    }

    public Rig rig() {
        return rig;
    }

    public ScriptedUpstream backend() {
        return backend;
    }

    public Server edge() {
        return edge;
    }

    /** A path that no other request has. */
    public String path() {
        return "/" + rig.word() + paths.incrementAndGet();
    }

    /** One request and its response, on its own connection. */
    public Answer exchange(String request) {
        return exchange(request, Limits.PATIENCE);
    }

    private Answer exchange(String request, Duration patience) {
        try (Client client = edge.connect().send(request)) {
            client.awaitData(patience);
            return client.answer(request.startsWith("HEAD") ? "HEAD" : "GET");
        }
    }

    /** The one request that the backend has got for a path. */
    public UpstreamRequest passed(String path) {
        backend.awaitRequests(1, path, Limits.PATIENCE);
        List<UpstreamRequest> all = backend.requests(path);
        if (all.size() != 1) {
            throw rig.failure("expected the backend to get one request for " + path + ", but it got " + all.size());
        }
        return all.getFirst();
    }

    /** Sends a request for this path that is passed on, and returns what the backend has got. */
    public UpstreamRequest pass(String path, String request) {
        exchange(request).expectStatus(200);
        return passed(path);
    }

    public void expectNotPassed(String path) {
        if (!backend.requests(path).isEmpty()) {
            throw rig.failure("expected no request for " + path + " to reach the backend, but one did");
        }
    }

    /** The number of the connection on which the backend has got a request. */
    public UpstreamConnection connection(String path) {
        return backend.connection(passed(path));
    }

    /** Fails unless the backend got a field with these values. */
    public void expectValues(UpstreamRequest request, String name, String... values) {
        if (!request.values(name).equals(List.of(values))) {
            throw rig
                    .failure("expected the backend to get " + name + " with " + shown(List.of(values)) + ", but it got "
                            + shown(request.values(name)));
        }
    }

    public static String shown(List<String> values) {
        return values.isEmpty() ? "no such field"
                : String.join(" and ", values.stream().map(v -> "'" + v + "'").toList());
    }
}
