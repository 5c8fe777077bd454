import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An engine meets what no request should cause. Every method returns what the clients have seen. */
final class FaultScenarios {

    /** How many clients come while there is something lacking. */
    static final int LACKING = 20;
    /** No stack of a thread can be so large, in bytes. */
    static final long TOO_LARGE = 1L << 46;

    private static final int MILLIS = 60_000;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private FaultScenarios() {}

    private static final class Unusable {
        static final int NEVER = Integer.parseInt("no number");
    }

    private static int endless(int depth) {
        return endless(depth + 1) + ThreadLocalRandom.current().nextInt();
    }

    private static Response fail(String how) {
        switch (how) {
            case "stack" -> endless(0);
            case "memory" -> Response.text(200, new String(new byte[Integer.MAX_VALUE], ISO_8859_1));
            case "assertion" -> throw new AssertionError("it is not so");
            case "initializer" -> Response.text(200, "" + Unusable.NEVER);
            default -> throw new IllegalArgumentException(how);
        }
        return Response.text(200, "it did not fail\n");
    }

    /**
     * Errors in a handler, then in a layer around all others: requests of one connection, which ends with a good one.
     */
    static String errors(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        Route failing = new Route("GET", "/fail/{how}", request -> fail(request.pathParameter("how")));
        Middleware outermost = (request, next) -> {
            String path = request.head().target().path();
            return path.startsWith("/layer/") ? fail(path.substring("/layer/".length())) : next.handle(request);
        };
        StringBuilder statuses = new StringBuilder();
        try (Server server = TestServer.open(engine, UnaryOperator.identity(), MILLIS, List.of(failing), outermost);
                Socket client = connect(server)) {
            for (String place : List.of("/fail/", "/layer/")) {
                for (String how : List.of("stack", "memory", "assertion", "initializer", "initializer")) {
                    send(client, "GET " + place + how + " HTTP/1.1\r\nHost: x\r\n\r\n");
                    statuses.append(status(client)).append(' ');
                }
            }
            send(client, REQUEST);
            return statuses + status(client);
        }
    }

    /** Reads a response with a length. Returns its status. */
    private static String status(Socket client) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = client.getInputStream().read();
            if (next < 0) {
                return "end";
            }
            head.append((char) next);
        }
        String length = head.toString().toLowerCase(Locale.ROOT).replaceAll("(?s).*content-length: (\\d+)\r.*", "$1");
        client.getInputStream().readNBytes(Integer.parseInt(length));
        return head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    /** Its first threads cannot be started. */
    static String threads(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        return afterwards(engine, () -> {});
    }

    /** Its first processes cannot be started, because there is no program yet. */
    static String processes(Path folder) throws Exception {
        Path program = folder.resolve("child");
        return afterwards(protocols -> new ProcessPerConnection(protocols, new SystemClock(false),
                List.of(program.toString()), 1), () -> {
                    Files.writeString(program,
                            "#!/bin/sh\nread -r line\nprintf 'HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n'\n");
                    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
                });
    }

    private interface Repair {
        void run() throws IOException;
    }

    /** One connection at a time is served, and none waits: so the later clients need what the first ones had. */
    private static String afterwards(Function<Function<Peer, Protocol>, Engine> engine, Repair repair)
            throws Exception {
        Flags flags = Server.flags(new Flags(new String[] {"--port", "0", "--workers", "1", "--queue", "0"}));
        ExceptionBoundary handler = new ExceptionBoundary(request -> Response.empty(200));
        ConnectionLimits limits = new ConnectionLimits(MILLIS, MILLIS, MILLIS, MILLIS, 1 << 20);
        BufferPool buffers = new BufferPool(1 << 20);
        BodyBudget bodies = new BodyBudget(1 << 20);
        int closed = 0;
        int served = 0;
        try (Server server = Server.open(flags, engine.apply(
                client -> new HttpConnection(client, handler, limits, new SystemClock(false), buffers, bodies)))) {
            for (int i = 0; i < LACKING; i++) {
                try (Socket client = connect(server)) {
                    closed += client.getInputStream().read() < 0 ? 1 : 0;
                }
            }
            repair.run();
            for (int i = 0; i < 3; i++) {
                try (Socket client = connect(server)) {
                    send(client, REQUEST);
                    served += status(client).equals("200") ? 1 : 0;
                }
            }
            return "closed " + closed + ", served " + served + ", none open " + server.awaitNoneOpen(MILLIS);
        }
    }

    private static Socket connect(Server server) throws IOException {
        URI where = URI.create(server.url());
        Socket client = new Socket(where.getHost(), where.getPort());
        client.setSoTimeout(MILLIS);
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }
}
