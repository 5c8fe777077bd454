package grader.checks.lab14.buffer;

import static grader.checks.lab14.front.EdgeInFront.get;
import static grader.checks.lab14.front.EdgeInFront.head;

import grader.checks.lab14.front.EdgeInFront;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.UpstreamConnection.State;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;

/** The learner's edge with little memory for content, and requests that have more. */
final class SpillingEdge {

    /** For a request, for all of them, and what one may have in all. */
    static final int MEMORY = 20_000;
    static final int BUDGET = 60_000;
    static final int MAX_BODY = 2_000_000;

    private SpillingEdge() {}

    static EdgeInFront open(Rig rig, String... flags) {
        List<String> all = new ArrayList<>(List.of("--max-memory-per-request", "" + MEMORY, "--body-budget",
                "" + BUDGET, "--max-body", "" + MAX_BODY));
        all.addAll(List.of(flags));
        return EdgeInFront.open(rig, all.toArray(String[]::new));
    }

    static String announced(String content) {
        return "Content-Length: " + content.length() + "\r\n\r\n" + content;
    }

    /** In chunks of any length. */
    static String chunked(Rig rig, String content) {
        return "Transfer-Encoding: chunked\r\n\r\n" + RandomContent.chunks(rig, content) + "0\r\n\r\n";
    }

    static String begin(String method, String path) {
        return head(method + " " + path + " HTTP/1.1", "Host: edge.example");
    }

    /** Sends a request but for its last bytes, which it returns, and waits until the edge has read it. */
    static String sendMost(EdgeInFront edge, Client client, String path, String request) {
        String all = begin("POST", path) + request;
        int most = all.length() - 1 - edge.rig().random().nextInt(MEMORY);
        client.tell("send the first " + most + " of " + all.length() + " bytes of a POST for " + path);
        client.sendUnlogged(all.substring(0, most));
        edge.edge().awaitRead(client);
        edge.edge().awaitIdle();
        return all.substring(most);
    }

    /** The backend closes the connection that the edge has kept. Returns how many connections there were. */
    static int closeKept(EdgeInFront edge) {
        String path = edge.path();
        edge.backend().reactsTo(path, EdgeInFront.response("Connection: close").thenClose());
        edge.exchange(get(path)).expectStatus(200);
        UpstreamRequest call = edge.passed(path);
        edge.backend().await(Limits.PATIENCE, it -> it.connection(call).state() == State.ENDED);
        edge.edge().awaitIdle();        // It may open another one at once.
        return edge.backend().connections().size();
    }

    static void expectConnections(EdgeInFront edge, int before, String why) {
        int now = edge.backend().connections().size();
        if (now != before) {
            throw edge.rig()
                    .failure("expected no connection to a backend for this request, as " + why + ", but there was "
                            + "another one");
        }
        edge.rig().tell("there is no connection to the backend");
    }

    static void expectContent(UpstreamRequest request, String content) {
        RandomContent.expectSame("the backend", request.content(), content);
    }

    static void expectPassed(EdgeInFront edge, String request) {
        expectPassed(edge, request, request.substring(request.indexOf("\r\n\r\n") + 4));
    }

    static void expectPassed(EdgeInFront edge, String request, String content) {
        String path = edge.path();
        try (Client client = edge.edge().connect()) {
            client.tell("send a POST for " + path + " with " + content.length() + " bytes of content");
            client.sendUnlogged(begin("POST", path) + request).answer().expectStatus(200);
        }
        expectContent(edge.passed(path), content);
    }
}
