import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** What the admin port serves while the main port serves nothing more. Every method returns what it has seen. */
final class AdminScenarios {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final Route METRICS = new Route("GET", "/metrics",
            request -> request.head().fields().list("accept").contains(OPEN_METRICS)
                    ? Response.of(200, OPEN_METRICS, "a 1\n# EOF\n")
                    : Response.of(200, "text/plain", "a 1\n"));
    private static final String END = "Host: x\r\n\r\n";

    private AdminScenarios() {}

    /** Pages, and clients who do something wrong, while the only worker of the main port is in a handler. */
    static String servesAdminPages() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Route held = new Route("GET", "/held", request -> {
            begun.countDown();
            release.await();
            return Response.empty(204);
        });
        try (Server main = open(held); Socket busy = SeamScenarios.connect(main);
                Socket waiting = SeamScenarios.connect(main); Server admin = admin()) {
            SeamScenarios.send(busy, "GET /held HTTP/1.1\r\n" + END);
            begun.await();
            SeamScenarios.send(waiting, "GET / HTTP/1.1\r\n" + END);
            try (Socket slow = SeamScenarios.connect(admin); Socket silent = SeamScenarios.connect(admin)) {
                SeamScenarios.send(slow, "GET /metr");
                List<String> all = new ArrayList<>();
                all.add(exchange(admin, "GET /metrics HTTP/1.1\r\nAccept: " + OPEN_METRICS + "\r\n" + END));
                all.add(exchange(admin, "GET /metrics HTTP/1.1\r\nAccept: text/plain\r\n" + END));
                all.add(exchange(admin, "GET /other HTTP/1.1\r\n" + END));
                all.add(exchange(admin, "POST /metrics HTTP/1.1\r\n" + END));
                all.add(exchange(admin, "GET /metrics\r\n" + END));
                all.add(read(slow));
                boolean last = all.stream().allMatch(response -> response.contains("\r\nConnection: close\r\n"));
                boolean ended = read(silent).isEmpty();
                String after = exchange(admin, "GET /metrics HTTP/1.1\r\n" + END);
                return String.join(", ", all.stream().map(AdminScenarios::shown).toList()) + ", then " + shown(after)
                        + ", each the last " + (last && ended) + ", main port busy "
                        + (waiting.getInputStream().available() == 0);
            } finally {
                release.countDown();
            }
        }
    }

    /** A page while a handler of the main port does not leave the only carrier of virtual threads. */
    static String servesAdminPagesWithoutCarriers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean released = new AtomicBoolean();
        Route spinning = new Route("GET", "/spinning", request -> {
            begun.countDown();
            while (!released.get()) {
                Thread.onSpinWait();
            }
            return Response.empty(204);
        });
        try (Server main = open(spinning); Socket busy = SeamScenarios.connect(main); Server admin = admin()) {
            SeamScenarios.send(busy, "GET /spinning HTTP/1.1\r\n" + END);
            begun.await();
            try {
                return shown(exchange(admin, "GET /metrics HTTP/1.1\r\n" + END));
            } finally {
                released.set(true);
            }
        }
    }

    private static Server open(Route route) throws IOException {
        return TestServer.open(protocols -> new BlockingEngine(protocols, new SystemClock(false)) {

            @Override
            public int maxConnections(int limit) {
                return 1;
            }
        }, UnaryOperator.identity(), Integer.MAX_VALUE, List.of(route));
    }

    private static Server admin() throws IOException {
        return AdminPort.open(Server.flags(new Flags(new String[] {"--admin-port", "0"})),
                new Router(List.of(METRICS)));
    }

    private static String exchange(Server server, String request) throws IOException {
        try (Socket client = SeamScenarios.connect(server)) {
            SeamScenarios.send(client, request);
            return read(client);
        }
    }

    private static String read(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** The type and the content of a 200, on one line; the status of any other response. */
    private static String shown(String response) {
        String status = response.substring("HTTP/1.1 ".length()).split(" ")[0];
        if (!status.equals("200")) {
            return status;
        }
        String type = response.lines()
                .filter(line -> line.startsWith("Content-Type: "))
                .map(line -> line.substring("Content-Type: ".length()))
                .findFirst()
                .orElse("no type");
        return type + ": " + response.substring(response.indexOf("\r\n\r\n")).strip().replace("\n", " ");
    }
}
