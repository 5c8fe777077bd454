package grader.proofs.reference.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.grading.server.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Clients that check out at the same time, one order after the other, until they are stopped or the server is gone. */
public final class Buyers implements AutoCloseable {

    private static final List<String> SKUS = List.of("pen", "book", "lamp", "gum");
    private static final int MOST_ITEMS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final Collection<String> unexpected = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /**
     * They begin at once.
     *
     * @param customers whose orders they are
     */
    public Buyers(Server server, List<String> customers, int count, Random random) {
        for (int i = 0; i < count; i++) {
            Random own = new Random(random.nextLong());
            threads.add(Thread.ofPlatform().daemon().start(() -> buy(server, customers, own)));
        }
    }

    private void buy(Server server, List<String> customers, Random random) {
        try {
            while (!closed) {
                HttpResponse<String> response = checkout(server, order(customers.get(random.nextInt(customers.size())),
                        random));
                switch (response.statusCode()) {
                    case 201 -> confirmed.add(JSON.readTree(response.body()).path("orderId").asText());
                    case 409 -> {}      // over the customer's limit
                    default -> unexpected.add(response.statusCode() + ": " + response.body());
                }
            }
        } catch (IOException | InterruptedException gone) {
            // No one knows now whether this order was placed.
        }
    }

    private static String order(String customer, Random random) throws JsonProcessingException {
        record Item(String sku, int quantity) {}
        record Order(String user, String email, List<Item> items) {}
        List<Item> items = new ArrayList<>();
        for (int i = random.nextInt(1, MOST_ITEMS + 1); i > 0; i--) {
            items.add(new Item(SKUS.get(random.nextInt(SKUS.size())), random.nextInt(1, 4)));
        }
        return JSON.writeValueAsString(new Order(customer, customer + "@example.com", items));
    }

    private HttpResponse<String> checkout(Server server, String order) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/checkout");
        return client.send(HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build(), BodyHandlers.ofString());
    }

    /** Waits until so many orders were confirmed, or all clients have ended. */
    public void awaitConfirmed(int orders) throws InterruptedException {
        while (confirmed.size() < orders && threads.stream().anyMatch(Thread::isAlive)) {
            Thread.sleep(1);
        }
    }

    /** Waits until all clients have ended. */
    public void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The ids in all responses with status 201. */
    public Set<String> confirmed() {
        return confirmed;
    }

    /** All other responses, but those of orders over a customer's limit. */
    public List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
    }
}
