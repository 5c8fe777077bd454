package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.checks.lab01.Lab01;
import grader.checks.lab11.KeptConnection;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Clients that keep their connections and send one request after another, until they are stopped, or one fails. */
final class RollingLoad implements AutoCloseable {

    private static final String CONTENT = "content of a request ".repeat(20);
    private static final String ORDER = """
            {"user":"ada","email":"ada@example.com","items":[{"sku":"pen","quantity":2},{"sku":"book","quantity":1}]}
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final Collection<String> failures = new ConcurrentLinkedQueue<>();
    private final Supplier<Client> balancer;
    private final Duration longestIdle;
    private final Mix mix;

    /** Which requests the clients send. */
    enum Mix {
        /** GETs, one of which takes a moment: a proxy repeats them on another instance. */
        GETS,
        /** Also a POST that must not be repeated. */
        POSTS,
        /** Also requests that need the database: a search and a checkout. */
        CHECKOUTS
    }

    /**
     * The clients begin immediately.
     *
     * @param balancer opens a connection
     * @param longestIdle how long ago the last request of a connection may be before a POST, which is not repeated
     */
    RollingLoad(int clients, Supplier<Client> balancer, Duration longestIdle, Mix mix) {
        this.balancer = balancer;
        this.longestIdle = longestIdle;
        this.mix = mix;
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofPlatform().daemon().start(this::run));
        }
    }

    private void run() {
        KeptConnection client = new KeptConnection(balancer);
        try (client) {
            while (stopped.getCount() > 0) {
                sendEach(client);
            }
        } catch (AssertionError | JsonProcessingException failure) {
            failures.add(failure.getMessage());
            stopped.countDown();
        }
        repeated.addAndGet(client.repeated());
    }

    private void sendEach(KeptConnection client) throws JsonProcessingException {
        if (mix == Mix.GETS) {
            get(client, "/");
            get(client, "/slow/10");
            return;
        }
        post(client, get(client, "/"), 200, post("/echo", "text/plain", CONTENT)).expectBody(CONTENT);
        if (mix == Mix.CHECKOUTS) {
            Answer order =
                    post(client, get(client, "/products?name=pen"), 201, post("/checkout", "application/json", ORDER));
            orders.add(JSON.readTree(order.body()).path("orderId").asText());
        }
    }

    /** Returns when it was sent, as a time of System.nanoTime. */
    private long get(KeptConnection client, String path) {
        long sent = System.nanoTime();
        served(client.get(Lab01.get(path)), 200);
        return sent;
    }

    /** @param lastSent when the connection was in use */
    private Answer post(KeptConnection client, long lastSent, int status, String request) {
        if (System.nanoTime() - lastSent > longestIdle.toNanos()) {
            client.close();
        }
        return served(client.post(request), status);
    }

    private static String post(String path, String type, String content) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                + content.length() + "\r\n\r\n" + content;
    }

    private Answer served(Answer answer, int status) {
        answer.expectStatus(status);
        served.incrementAndGet();
        return answer;
    }

    /** Waits until so many more requests were served, or one has failed. */
    void awaitMore(int requests) {
        long end = served.get() + requests;
        assertTrue(Await.comesTrue(Limits.PATIENCE, () -> served.get() >= end || !failures.isEmpty()),
                () -> "the clients have had only " + served + " of " + end + " responses");
    }

    /** What went wrong so far. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Stops the clients, and waits until each has the response to its last request. */
    void stop() throws InterruptedException {
        stopped.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** How many requests have been served. */
    long served() {
        return served.get();
    }

    /** How many requests were repeated on a new connection, once the clients have stopped. */
    long repeated() {
        return repeated.get();
    }

    /** The ids of the orders that clients got a 201 for. */
    Set<String> orders() {
        return orders;
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
