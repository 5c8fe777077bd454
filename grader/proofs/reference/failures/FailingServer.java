package grader.proofs.reference.failures;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.metrics.MetricsParser;
import grader.clients.metrics.MetricsSyntaxException;
import grader.clients.metrics.Sample;
import grader.grading.server.Server;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server of lab 13 that is to fail, and its clients. Each of their requests has a new connection.
 *
 * @param kind of the failure, as in its lines: `disk`
 */
record FailingServer(Server server, String kind) {

    static final String JSON = get("/json");
    static final String ORDER = post("/checkout",
            "{\"user\":\"ada\",\"email\":\"a@b.example\",\"items\":[{\"sku\":\"pen\",\"quantity\":1}]}");
    static final String PAYMENT = post("/payments", "{\"cents\":1}");
    private static final String SLOW = get("/slow/50");
    private static final Pattern ENDED = Pattern.compile(" in thread \"(?!H2 |HttpClient-)");
    private static final int CLIENTS = 24;
    private static final int REQUESTS = 50;

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    /** A product that is not in the cache. */
    static String product() {
        return get("/products/p" + System.nanoTime());
    }

    private static String post(String path, String json) {
        return "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + json.length() + "\r\n\r\n" + json;
    }

    /** Returns the status of the response to a request; 0 if there is none. */
    int status(String request) {
        try (Client client = server.connect()) {
            return client.send(request).answer().status();
        } catch (CheckFailed none) {
            return 0;
        }
    }

    /** Sends a request so often at the same time. Each result is the status of a response, when it comes. */
    List<CompletableFuture<Integer>> begin(int count, String request) {
        return Stream.generate(() -> begin(() -> status(request))).limit(count).toList();
    }

    /** Lets a client do something, on a thread of its own. */
    static <T> CompletableFuture<T> begin(Supplier<T> doing) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> result.complete(doing.get()));
        return result;
    }

    /** The same, when all of them have come. */
    List<Integer> statuses(int count, String request) {
        return begin(count, request).stream().map(CompletableFuture::join).toList();
    }

    /** Returns the sum of some samples in `/metrics`; -1 if it cannot be read. */
    double metric(String name, String... label) {
        try (Client client = server.connectAdmin()) {
            return MetricsParser.samples(client.send(get("/metrics")).answer().expectStatus(200).body())
                    .stream()
                    .filter(sample -> sample.name().equals(name))
                    .filter(sample -> label.length == 0 || label[1].equals(sample.labels().get(label[0])))
                    .mapToDouble(Sample::value)
                    .sum();
        } catch (CheckFailed | MetricsSyntaxException unreadable) {
            return -1;
        }
    }

    void awaitMetric(double least, String name, String... label) {
        await(() -> metric(name, label) >= least, name + " is at least " + least);
    }

    void await(BooleanSupplier condition, String what) {
        await(condition, () -> what);
    }

    void await(BooleanSupplier condition, Supplier<String> what) {
        assertTrue(Await.comesTrue(Limits.PATIENCE, condition), () -> "it did not come true that " + what.get() + ": "
                + tail(server.outputLines()) + tail(server.errorLines()));
    }

    private static List<String> tail(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 20), lines.size());
    }

    boolean hasBegun() {
        return server.outputLines().stream().anyMatch(line -> line.startsWith(begins()));
    }

    private String begins() {
        return "lab13 failure " + kind + " begins: ";
    }

    void awaitBegin() {
        await(this::hasBegun, "it fails");
    }

    /** Waits for the end of the failure. Returns what it says about it. */
    String awaitEnd() {
        String start = "lab13 failure " + kind + " ends: ";
        return server.awaitLine(line -> line.startsWith(start), Limits.PATIENCE.multipliedBy(2))
                .orElseThrow(() -> new AssertionError("it fails without end: " + tail(server.errorLines())))
                .substring(start.length());
    }

    boolean hasEnded() {
        return server.outputLines().stream().anyMatch(line -> line.startsWith("lab13 failure " + kind + " ends: "));
    }

    /** Whether everything works: all routes, all breakers, and as many connections as there may be. */
    boolean isWell(boolean pays) {
        return status(JSON) == 200 && status(ORDER) == 201 && List.of(200, 404).contains(status(product()))
                && (!pays || status(PAYMENT) == 200)
                && metricsOfBreakers().stream().allMatch("closed"::equals)
                && statuses(CLIENTS, SLOW).stream().allMatch(status -> status == 200);
    }

    /** Returns what the server has said of threads that an exception has ended, of H2's and the JDK's none. */
    List<String> endedThreads() {
        return server.errorLines().stream().filter(line -> ENDED.matcher(line).find()).toList();
    }

    /** Returns the states of the breakers. */
    List<String> metricsOfBreakers() {
        try (Client client = server.connectAdmin()) {
            String body = client.send(get("/breakers")).answer().expectStatus(200).body();
            return Stream.of(body.split("\"state\":\""))
                    .skip(1)
                    .map(rest -> rest.substring(0, rest.indexOf('"')))
                    .toList();
        } catch (CheckFailed unreadable) {
            return List.of("unreadable");
        }
    }

    /** Returns how many requests per second a single client gets responses to. */
    double rate() {
        String request = JSON.replace("Connection: close\r\n", "");
        long begun = System.nanoTime();
        try (Client client = server.connect()) {
            for (int i = 0; i < REQUESTS; i++) {
                client.sendUnlogged(request).answer().expectStatus(200);
            }
        } catch (CheckFailed none) {
            return 0;
        }
        return REQUESTS * 1e9 / (System.nanoTime() - begun);
    }
}
