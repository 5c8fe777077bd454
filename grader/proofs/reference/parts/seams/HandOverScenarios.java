import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Connections that a tunnel takes over. */
final class HandOverScenarios {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String UPGRADE =
            "GET /echo HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n";
    private static final String CONNECT = "CONNECT echo:1 HTTP/1.1\r\nHost: echo:1\r\n\r\n";

    private final BlockingQueue<String> pushes = new LinkedBlockingQueue<>();
    private final AtomicInteger closed = new AtomicInteger();

    private HandOverScenarios() {}

    /** Hands over after Upgrade and CONNECT, and fails to after `Refuse`. */
    private Response handle(Request request, Handler next) throws Exception {
        boolean connect = request.head().method().equals("CONNECT");
        if (!connect && !request.head().fields().has("upgrade")) {
            return next.handle(request);
        }
        Response response = new HandOver(connect ? 200 : 101, new EchoTunnel(pushes, closed::incrementAndGet))
                .response(request, connect ? List.of() : List.of(new Field("Upgrade", "echo")));
        if (request.head().fields().has("refuse")) {
            throw new HttpException(502, "no echo there");
        }
        return response;
    }

    /** Bytes before, with and after the request that ends HTTP, and bytes for a client that sends none. */
    static String handsOver(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        List<String> seen = new ArrayList<>();
        for (String request : List.of(UPGRADE, CONNECT)) {
            HandOverScenarios scenario = new HandOverScenarios();
            try (Server server =
                    TestServer.open(engine, UnaryOperator.identity(), 60_000, List.of(), scenario::handle);
                    Socket client = SeamScenarios.connect(server)) {
                SeamScenarios.send(client, GET + request + "ahead ");
                seen.add(shown(read(client, "ahead ")));
                SeamScenarios.send(client, "more ");
                seen.add(read(client, "more "));
                scenario.pushes.add("pushed ");
                seen.add(read(client, "pushed "));
                client.shutdownOutput();
                seen.add("end " + client.getInputStream().read());
                SeamScenarios.await(() -> scenario.closed.get() > 0 && server.openConnections() == 0);
                seen.add(endsWith(server, request));
                SeamScenarios.await(() -> scenario.closed.get() > 1);
            }
            seen.add("closed " + scenario.closed);
        }
        return String.join(", ", seen);
    }

    /** What the client of a silent tunnel sees when the server closes. */
    private static String endsWith(Server server, String request) throws IOException {
        try (Socket client = SeamScenarios.connect(server)) {
            SeamScenarios.send(client, request);
            read(client, "\r\n\r\n");
            server.close();
            return "closed " + client.getInputStream().read();
        } catch (SocketException reset) {
            return "reset";
        }
    }

    /** Nothing takes over after another response, and CONNECT is for those only who want it. */
    static String handsNothingOver() {
        HandOverScenarios scenario = new HandOverScenarios();
        String refused = UPGRADE.replace("Upgrade:", "Connection: close\r\nRefuse: a\r\nUpgrade:");
        BodyBudget budget = new BodyBudget(0);
        HttpConnection usual = scenario.connection(budget);
        return ended(exchange(scenario.connection(TestServer.admission(budget)), refused + "ahead")) + ", "
                + ended(exchange(usual, CONNECT)) + ", then " + usual.wants() + ", closed " + scenario.closed;
    }

    /** The status of a response, and whether it is the last. */
    private static String ended(String response) {
        return response.substring("HTTP/1.1 ".length(), 12)
                + (response.contains("\r\nConnection: close\r\n") ? " close" : "");
    }

    /** Wherever the bytes of a client are cut. */
    static String handsOverAnyCut() throws IOException {
        String sent = GET + UPGRADE + "ahead";
        Set<String> seen = new TreeSet<>();
        for (int cut = 0; cut <= sent.length(); cut++) {
            HandOverScenarios scenario = new HandOverScenarios();
            HttpConnection connection = scenario.connection(new BodyBudget(0));
            String responses = exchange(connection, sent.substring(0, cut));
            boolean over = connection.wants() == Protocol.Wants.CLOSE;
            responses += over ? "" : exchange(connection, sent.substring(cut));
            seen.add(shown(responses + tunnel(connection.tunnel(), over ? sent.substring(cut) : "")));
        }
        return String.join(" or ", seen);
    }

    private HttpConnection connection(Admission admission) {
        return Unplugged.connection(request -> handle(request, other -> Response.text(200, "hello")), admission);
    }

    /** What a tunnel sends when these bytes come. */
    private static String tunnel(Tunnel tunnel, String text) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        tunnel.run(new Transport(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), sent, new Transport.Ends() {
            @Override
            public void shutdownOutput() {}

            @Override
            public void reset() {}

            @Override
            public void close() {}
        }));
        return sent.toString(ISO_8859_1);
    }

    /** What comes when these bytes are sent. */
    private static String exchange(HttpConnection connection, String text) {
        if (text.isEmpty()) {
            return "";
        }
        connection.receive(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
        return Unplugged.play(connection);
    }

    private static String read(Socket client, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = client.getInputStream().read();
            if (next < 0) {
                return text + "(ended)";
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** Responses, on one line. */
    private static String shown(String responses) {
        return responses.replaceAll("(Date|Content-Type|X-Request-Id): [^\r]*\r\n", "")
                .replaceAll("[\r\n]+", "|");
    }
}
