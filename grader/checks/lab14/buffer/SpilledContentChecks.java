package grader.checks.lab14.buffer;

import static grader.checks.lab14.buffer.SpillingEdge.BUDGET;
import static grader.checks.lab14.buffer.SpillingEdge.MAX_BODY;
import static grader.checks.lab14.buffer.SpillingEdge.MEMORY;
import static grader.checks.lab14.buffer.SpillingEdge.announced;
import static grader.checks.lab14.buffer.SpillingEdge.begin;
import static grader.checks.lab14.buffer.SpillingEdge.chunked;
import static grader.checks.lab14.buffer.SpillingEdge.closeKept;
import static grader.checks.lab14.buffer.SpillingEdge.expectConnections;
import static grader.checks.lab14.buffer.SpillingEdge.expectContent;
import static grader.checks.lab14.buffer.SpillingEdge.expectPassed;
import static grader.checks.lab14.buffer.SpillingEdge.sendMost;
import static grader.checks.lab14.front.EdgeInFront.get;
import static grader.checks.lab14.front.EdgeInFront.post;

import grader.checks.lab14.buffer.PlayedBackend.Call;
import grader.checks.lab14.front.EdgeInFront;
import grader.checks.lab14.front.Wire;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Task buffer: the content of a request, all of which arrives before a backend gets any. */
public class SpilledContentChecks {

    /** Patterns: 112 MiB, about. The files of a server that is graded may have 128. */
    private static final int LARGE = 1_792;

    @Test
    @Check(value = "a request that comes slowly holds no backend", task = "buffer", rule = "request-complete",
            points = 1, ownServer = true, builds = {"same-request", "keeps"},
            explain = """
                    A phone uploads a picture for a minute. If the edge passes on each piece as it comes, the backend
                    has a connection, and perhaps a thread, for that minute, and a hundred such clients are an attack.
                    The edge waits for the last byte; then the backend gets everything at once.
                    """)
    void slowRequest(Rig rig) {
        EdgeInFront edge = SpillingEdge.open(rig, "--upstream-connections", "1");
        String content = RandomContent.of(rig, 3 * MEMORY);
        Map<String, String> requests =
                new TreeMap<>(Map.of("announced", announced(content), "in chunks", chunked(rig, content)));
        requests.forEach((how, request) -> {
            rig.each("no connection is opened for it, " + how, () -> {
                String path = edge.path();
                int before = closeKept(edge);
                try (Client client = edge.edge().connect()) {
                    String rest = sendMost(edge, client, path, request);
                    expectConnections(edge, before, "a part of the content is missing");
                    client.sendUnlogged(rest);
                    client.answer().expectStatus(200);
                    expectContent(edge.passed(path), content);
                }
            });
            rig.each("no connection is kept for it, " + how, () -> {
                String path = edge.path();
                edge.exchange(get(edge.path())).expectStatus(200);
                try (Client client = edge.edge().connect()) {
                    String rest = sendMost(edge, client, path, request);
                    rig.step("another request gets the only connection",
                            () -> edge.exchange(get(edge.path())).expectStatus(200));
                    client.sendUnlogged(rest);
                    client.answer().expectStatus(200);
                    expectContent(edge.passed(path), content);
                }
            });
        });
    }

    @Test
    @Check(value = "content that does not fit into memory arrives as it was sent", task = "buffer", rule = "spill",
            points = 1, foundation = true, ownServer = true, builds = {"same-request", "closed-meanwhile"},
            explain = """
                    Memory is for content that is usual; what is longer, or has come while others have the memory, goes
                    to a file. The first bytes may be in memory and the others in the file: they are sent in that order.
                    If the request is sent again, it begins with the first byte. Content that is longer than
                    --max-body gets a 413, in whatever framing it comes.
                    """)
    void spills(Rig rig) {
        EdgeInFront edge = SpillingEdge.open(rig);
        for (int length : new int[] {MEMORY - 1, MEMORY, MEMORY + 1, 3 * MEMORY, MAX_BODY}) {
            rig.each(length + " bytes", () -> expectPassed(edge, announced(RandomContent.of(rig, length))));
            rig.each(length + " bytes in chunks", () -> {
                String content = RandomContent.of(rig, length);
                expectPassed(edge, chunked(rig, content), content);
            });
        }
        rig.each("other requests have all memory", () -> {
            List<Client> others = new ArrayList<>();
            for (int i = 0; i < BUDGET / MEMORY; i++) {
                Client other = edge.edge().connect();
                others.add(other);
                sendMost(edge, other, edge.path(), announced(RandomContent.of(rig, 2 * MEMORY)));
            }
            expectPassed(edge, announced(RandomContent.of(rig, MEMORY / 2)));
            expectPassed(edge, announced(RandomContent.of(rig, 3 * MEMORY)));
            expectOrder(edge, others);
        });
        rig.each("it is sent twice, as the backend closes the connection", () -> expectTwice(edge));
        rig.each("more than --max-body", () -> expectTooLong(edge, "Content-Length: " + (MAX_BODY + 1) + "\r\n\r\n"));
        rig.each("more than --max-body in chunks", () -> expectTooLong(edge, "Transfer-Encoding: chunked\r\n\r\n"
                + RandomContent.chunks(rig, RandomContent.of(rig, MAX_BODY)) + "1\r\nx\r\n"));
        rig.each("112 MiB, with little memory", () -> large(rig));
    }

    /** The other requests end, and their memory is free, when a part of the content is in the file. */
    private static void expectOrder(EdgeInFront edge, List<Client> others) {
        String path = edge.path();
        String content = RandomContent.of(edge.rig(), 2 * MEMORY);
        try (Client client = edge.edge().connect()) {
            String rest = sendMost(edge, client, path, announced(content));
            edge.rig().tell("the other clients leave");
            others.forEach(Client::close);
            edge.edge().awaitIdle();
            client.sendUnlogged(rest).answer().expectStatus(200);
        }
        expectContent(edge.passed(path), content);
    }

    private static void expectTwice(EdgeInFront edge) {
        Rig rig = edge.rig();
        String path = edge.path();
        String content = RandomContent.of(rig, 3 * MEMORY);
        edge.backend().reactsTo(path, Reaction.close(), EdgeInFront.GOOD);
        edge.exchange(get(edge.path())).expectStatus(200);      // A connection is kept.
        try (Client client = edge.edge().connect()) {
            client.tell("send a PUT for " + path + " with " + content.length() + " bytes of content");
            client.sendUnlogged(begin("PUT", path) + announced(content)).answer().expectStatus(200);
        }
        List<UpstreamRequest> all = edge.backend().requests(path);
        if (all.size() != 2) {
            throw rig.failure("expected the backend to get the request twice, but it got " + all.size());
        }
        all.forEach(each -> expectContent(each, content));
    }

    private static void expectTooLong(EdgeInFront edge, String request) {
        String path = edge.path();
        try (Client client = edge.edge().connect()) {
            client.tell("send a POST for " + path + " with too much content");
            client.sendUnlogged(begin("POST", path) + request).answer().expectStatus(413);
        }
        edge.expectNotPassed(path);
    }

    private static void large(Rig rig) {
        long length = PlayedBackend.length(LARGE);
        try (PlayedBackend all = PlayedBackend.openSmall(rig, "--max-body", "2000000000"); Wire client = all.client()) {
            client.send("POST /" + rig.word() + " HTTP/1.1\r\nHost: edge.example\r\nContent-Length: " + length
                    + "\r\n\r\n");
            long sent = PlayedBackend.fill(client, all.pattern(), LARGE, Limits.PATIENCE);
            if (sent < length) {
                throw rig.failure("expected the edge to take " + length + " bytes of content, but it took " + sent
                        + ", and no more for " + Limits.shown(Limits.PATIENCE));
            }
            try (Call call = all.call("all of a request has come")) {
                call.request().expectWhole(all.pattern(), length);
                all.respond(client, call, 1_000);
            }
        }
    }

    @Test
    @Check(value = "of a request that is over, nothing is left; without room for it, no backend gets any of it",
            task = "buffer", rule = "spill-gone", points = 1, ownServer = true, builds = "spills",
            explain = """
                    Requests end in many ways, and each leaves its memory and its file: what a server loses a thousand
                    times is a full disk. A file that has no name any more, but is open, is gone when it is closed, or
                    when the process ends, however that is. If it cannot be created or written, the content is not
                    complete, so no backend may see it; requests that fit into memory have nothing to do with that.
                    """)
    void nothingLeft(Rig rig) {
        BodyFolder folder = new BodyFolder(rig);
        EdgeInFront edge = SpillingEdge.open(rig, "--body-folder", folder.path());
        String content = RandomContent.of(rig, 4 * MEMORY);
        String chunks = RandomContent.chunks(rig, content);
        rig.each("while the content comes, its file has no name", () -> {
            try (Client client = edge.edge().connect()) {
                String rest = sendMost(edge, client, edge.path(), announced(content));
                folder.expectEmpty("a request is not complete");
                client.sendUnlogged(rest).answer().expectStatus(200);
            }
            folder.expectEmpty("its only request is over");
        });
        Map<String, String> ends = new LinkedHashMap<>();
        ends.put("complete", announced(content));
        ends.put("complete, in chunks", "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
        ends.put("too long", "Transfer-Encoding: chunked\r\n\r\n" + chunks
                + Integer.toHexString(MAX_BODY) + "\r\n");
        ends.put("malformed", "Transfer-Encoding: chunked\r\n\r\n" + chunks + "x\r\n");
        ends.forEach((how, request) -> rig.each("requests that are " + how,
                () -> folder.expectNothingLeft(edge, () -> exchange(edge, edge.path(), request))));
        rig.each("requests whose backend fails", () -> folder.expectNothingLeft(edge, () -> {
            String path = edge.path();
            edge.backend().reactsTo(path, Reaction.reset());
            exchange(edge, path, announced(content));
        }));
        rig.each("requests whose clients leave", () -> folder.expectNothingLeft(edge, () -> {
            try (Client client = edge.edge().connect()) {
                sendMost(edge, client, edge.path(), announced(content));
                client.reset();
            }
        }));
        rig.each("the file cannot be created", () -> {
            folder.block();
            expectNoRoom(edge, content);
            folder.unblock();
        });
        rig.each("the file cannot be written", () -> folder.whileFull(edge, () -> expectNoRoom(edge, content)));
        rig.each("after that, there is room again", () -> expectPassed(edge, announced(content)));
    }

    private static void exchange(EdgeInFront edge, String path, String request) {
        try (Client client = edge.edge().connect()) {
            client.sendUnlogged(begin("POST", path) + request).answer();
        }
    }

    /** No byte reaches the backend; and what fits into memory is passed on, as all of that is free. */
    private static void expectNoRoom(EdgeInFront edge, String content) {
        int before = closeKept(edge);
        String path = edge.path();
        try (Client client = edge.edge().connect()) {
            client.tell("send a POST for " + path + " with " + content.length() + " bytes of content");
            client.sendUnlogged(begin("POST", path) + announced(content)).answer().expectStatus(503, 507);
        }
        edge.edge().awaitIdle();
        expectConnections(edge, before, "there is no room for it");
        for (int i = 0; i < 5; i++) {
            String small = RandomContent.of(edge.rig(), MEMORY / 2);
            edge.exchange(post(edge.path(), small)).expectStatus(200);
        }
        edge.exchange(get(edge.path())).expectStatus(200);
    }
}
