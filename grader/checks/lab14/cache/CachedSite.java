package grader.checks.lab14.cache;

import grader.checks.lab14.front.EdgeInFront;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The learner's edge with a cache, in front of one backend that does what a script says. Nothing ends in time. */
final class CachedSite {

    /** How many bytes the cache has, unless a check says otherwise. */
    static final int BYTES = 1_000_000;
    static final String FRESH = "Cache-Control: max-age=3600";

    private final Rig rig;
    private final ScriptedUpstream backend;
    private final Server server;
    private final AtomicLong pages = new AtomicLong();

    private CachedSite(Rig rig, String... flags) {
        this.rig = rig;
        this.backend = rig.scriptedUpstream();
        List<String> all = new ArrayList<>(List.of("--route", "*/=app", "--backends", "app=" + backend.url()));
        Collections.addAll(all, UsualFlags.of(EdgeInFront.usual().and("--cache-bytes", "" + BYTES)).and(flags));
        this.server = rig.start(all.toArray(String[]::new));
    }

    /** An edge that passes requests on, and keeps what is fresh. */
    static CachedSite open(Rig rig, String... flags) {
        CachedSite site = new CachedSite(rig, flags);
        rig.control("the edge on port " + site.server.address().getPort() + " passes a request on", () -> {
            String path = site.page(Reaction.json(200, "1"));
            site.get(path).expectStatus(200).expectBody("1");
        });
        return site;
    }

    Rig rig() {
        return rig;
    }

    Server server() {
        return server;
    }

    ScriptedUpstream backend() {
        return backend;
    }

    /** A path that is new, and what the backend does with requests for it: the last reaction is for all more. */
    String page(Reaction... reactions) {
        String path = "/" + rig.word() + pages.incrementAndGet();
        backend.reactsTo(path, reactions);
        return path;
    }

    /** A page whose content is 1 the first time, then 2, then 3. @param fields of each response */
    String counting(int status, String... fields) {
        return page(Reaction.json(status, "1", fields), Reaction.json(status, "2", fields),
                Reaction.json(status, "3", fields));
    }

    static String request(String method, String path, String... fields) {
        List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
        if (Stream.of(fields).noneMatch(field -> field.startsWith("Host:"))) {
            lines.add("Host: shop.example");
        }
        lines.addAll(List.of(fields));
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    Answer get(String path, String... fields) {
        return exchange("GET", path, fields);
    }

    Answer exchange(String method, String path, String... fields) {
        try (Client client = server.connect()) {
            client.send(request(method, path, fields)).awaitData(Limits.PATIENCE);
            return client.answer(method);
        }
    }

    /** Begins a request, and waits until it is read. */
    Client begin(String path, String... fields) {
        Client client = server.connect().send(request("GET", path, fields));
        server.awaitRead(client);
        return client;
    }

    List<UpstreamRequest> requests(String path) {
        return backend.requests(path);
    }

    /** Waits until the backend has so many requests, and no less. */
    void awaitRequests(int count, String path) {
        if (!backend.awaitRequests(count, path, Limits.PATIENCE)) {
            throw rig.failure("expected " + count + " requests for " + path + " at the backend, but there were "
                    + requests(path).size());
        }
    }

    void expectRequests(int count, String path, String why) {
        int found = requests(path).size();
        if (found != count) {
            throw rig.failure("expected " + count + " requests for " + path + " at the backend, as " + why
                    + ", but there were " + found);
        }
    }

    /** The response to the second of two equal requests is the first one's. */
    void expectStored(String path, String... fields) {
        get(path, fields).expectBody("1");
        get(path, fields).expectBody("1");
        expectRequests(1, path, "the response to the first is fresh");
    }

    /** The response to the second of two requests is the backend's. */
    void expectNotStored(String path, String... fields) {
        get(path, fields).expectBody("1");
        get(path, fields).expectBody("2");
    }
}
