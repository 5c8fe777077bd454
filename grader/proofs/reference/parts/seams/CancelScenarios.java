import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Clients that leave, or seem to, while a handler works for them. Every method returns what it has seen. */
final class CancelScenarios {

    private static final int HANDLER_MILLIS = 60_000;
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String LAST = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger others = new AtomicInteger();
    private final Server server;

    private CancelScenarios(Function<Function<Peer, Protocol>, Engine> engine) throws IOException {
        Middleware outermost = (request, next) -> {
            String target = request.head().rawTarget();
            request.context()
                    .whenEnded(outcome -> seen.add(target + (outcome.complete() ? " complete" : " broken off")));
            return next.handle(request);
        };
        List<Route> routes = List.of(
                new Route("GET", "/held/{name}", this::held),
                new Route("GET", "/endless/{name}", this::endless),
                new Route("GET", "/other", this::other));
        server = TestServer.open(engine, UnaryOperator.identity(), HANDLER_MILLIS, routes, outermost);
    }

    private Response held(Request request) throws InterruptedException {
        begun.add(request.pathParameter("name"));
        release.await();
        RequestContext context = request.context();
        return Response.text(200, context.isCancelled() || context.remaining() == 0 ? "too late\n" : "in time\n");
    }

    private Response other(Request request) {
        others.incrementAndGet();
        return Response.text(200, request.head().method() + "\n");
    }

    /** Goes on after the first interrupt. */
    private Response endless(Request request) throws InterruptedException {
        RequestContext context = RequestContext.current();
        boolean before = context.isCancelled();
        begun.add(request.pathParameter("name"));
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException first) {
            seen.add("cancelled " + before + " " + context.isCancelled() + ", left " + context.remaining());
        }
        Thread.sleep(Long.MAX_VALUE);
        return Response.empty(204);
    }

    private Socket begin(String path, String name) throws Exception {
        Socket client = SeamScenarios.connect(server);
        SeamScenarios.send(client, "GET " + path + "/" + name + HOST);
        if (!name.equals(begun.poll(HANDLER_MILLIS, TimeUnit.MILLISECONDS))) {
            throw new IllegalStateException(name + " has not begun");
        }
        return client;
    }

    /** A client that resets its connection while a handler works for it; returns what the handler saw, twice. */
    private String reset(String name) throws Exception {
        reset(begin("/endless", name));
        return next() + ", " + next();
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private String next() throws InterruptedException {
        return seen.poll(HANDLER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String rest(Socket client) throws IOException {
        String all = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        List<String> bodies = new ArrayList<>();
        for (String response : all.split("(?=HTTP/1.1 )")) {
            bodies.add(response.substring(9, 12) + " "
                    + response.substring(Math.max(0, response.indexOf("\r\n\r\n"))).strip());
        }
        return String.join(", ", bodies);
    }

    static String cancelsHandlers(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        CancelScenarios all = new CancelScenarios(engine);
        try (Server server = all.server) {
            return all.reset("a") + ", none is open " + server.awaitNoneOpen(HANDLER_MILLIS);
        }
    }

    /** The request after a cancelled one has come, and does not begin. */
    static String dropsTheNextRequest(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        CancelScenarios all = new CancelScenarios(engine);
        try (Server server = all.server) {
            Socket client = SeamScenarios.connect(server);
            SeamScenarios.send(client, "GET /endless/a" + HOST + "GET /other" + HOST);
            all.begun.take();
            reset(client);
            return all.next() + ", none is open " + server.awaitNoneOpen(HANDLER_MILLIS) + ", other " + all.others;
        }
    }

    /**
     * Of two clients, one half-closes and later one resets its connection. When the server has noticed that, it has
     * looked at the other connection, too.
     */
    static String halfCloseCancelsNothing(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        CancelScenarios all = new CancelScenarios(engine);
        try (Server server = all.server; Socket halfClosed = SeamScenarios.connect(server)) {
            SeamScenarios.send(halfClosed, "GET /held/a" + LAST);
            halfClosed.shutdownOutput();
            all.begun.take();
            all.reset("b");
            all.release.countDown();
            return rest(halfClosed);
        }
    }

    /** What clients send while a handler works is not lost: as little as a byte, and more than a buffer. */
    static String keepsWhatCameMeanwhile(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        CancelScenarios all = new CancelScenarios(engine);
        String large = "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 40000\r\n\r\n"
                + "0123456789".repeat(4_000);
        try (Server server = all.server;
                Socket little = all.begin("/held", "a");
                Socket much = all.begin("/held", "b");
                Socket ended = all.begin("/held", "c")) {
            SeamScenarios.send(little, "G");
            SeamScenarios.send(much, large);
            SeamScenarios.send(ended, "GET /other" + LAST);
            ended.shutdownOutput();
            all.reset("d");
            SeamScenarios.send(little, "ET /other" + LAST);
            all.release.countDown();
            String echoed = rest(much);
            return rest(little) + ", " + rest(ended) + ", " + echoed.startsWith("200 in time") + " "
                    + echoed.endsWith(large.substring(large.indexOf("0123"))) + ", none is open "
                    + server.awaitNoneOpen(HANDLER_MILLIS);
        }
    }

    /** A loop cannot look for more after urgent data without taking a byte, so it ends the input before that byte. */
    static String endsInputAfterUrgentData() throws Exception {
        CancelScenarios all = new CancelScenarios(TestServer::hybrid);
        try (Server server = all.server; Socket urgent = all.begin("/held", "a")) {
            urgent.sendUrgentData('!');
            SeamScenarios.send(urgent, "G");
            all.reset("b");
            all.release.countDown();
            StringBuilder response = new StringBuilder();
            while (!response.toString().endsWith("in time\n")) {
                response.append((char) urgent.getInputStream().read());
            }
            try {
                SeamScenarios.send(urgent, "ET /other" + LAST);
                return "then " + rest(urgent);
            } catch (IOException | StringIndexOutOfBoundsException ended) {
                return "ended, none is open " + server.awaitNoneOpen(HANDLER_MILLIS);
            }
        }
    }
}
