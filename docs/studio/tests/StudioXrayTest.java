package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.tests.OpenLab.Events;
import docs.studio.xray.XrayRoutes;
import grader.core.source.Change;
import grader.proofs.reference.ReferenceServers;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.Wrapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent in a server says of its requests. */
class StudioXrayTest {

    @TempDir
    Path folder;

    private static final Change LOCKED = new Change("OrderStore.java",
            "Order order = orders.get(request.pathParameter(\"id\"));", """
                    Thread holder = Thread.ofPlatform().name("holder").start(() -> {
                        synchronized (orders) {
                            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000_000L);
                        }
                    });
                    while (holder.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                    Order order;
                    synchronized (orders) {
                        order = orders.get(request.pathParameter("id"));
                    }
                    """);
    private static final Pattern BLOCKED = Pattern.compile("BLOCKED at OrderStore\\.java:\\d+, in OrderStore\\.find"
            + "; thread holder holds the lock, at OrderStore\\.java:\\d+");
    private static final String ORDER =
            "{\"user\":\"ada\",\"email\":\"ada@shop.example\",\"items\":[{\"sku\":\"pen\",\"quantity\":2}]}";

    private static JsonNode seen(OpenLab lab) {
        return lab.post("/api/xray", Map.of()).path("seen");
    }

    private static boolean isBlocked(OpenLab lab) {
        JsonNode open = seen(lab).path("open");
        return open.size() == 1 && open.path(0)
                .path("looks")
                .findValuesAsText("words")
                .stream()
                .anyMatch(words -> BLOCKED.matcher(words).matches());
    }

    @Test
    @DisplayName("who holds a lock is named; what the server asks its own price service is no request")
    void lock() throws Exception {
        CourseCopy copy = new CourseCopy(folder, 6);
        try (OpenLab lab = new OpenLab(copy); ReferenceServers reference = new ReferenceServers("lab06", LOCKED);
                Events events = lab.events("lab06");
                XrayRoutes xray = new XrayRoutes(copy.course, lab.routes);
                HttpClient client = HttpClient.newHttpClient()) {
            xray.addTo(lab.server);
            copy.jbang("lab06) exec " + reference.asJBang("--port", "0") + " ;;");
            lab.post("/api/lab/run", Map.of("lab", "lab06"));
            int port = events.awaitServer("running").path("port").asInt();
            Wrapper.await("the agent", () -> seen(lab).path("every").asInt() > 0);
            assertEquals(201, client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/checkout"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(ORDER))
                    .build(), BodyHandlers.discarding()).statusCode());
            CompletableFuture<?> waiting = CompletableFuture
                    .runAsync(() -> lab.post("/api/xray/send", Map.of("target", "/orders/1", "count", 1)));
            Wrapper.await("the holder of the lock, and no other request in progress", () -> isBlocked(lab));
            waiting.join();
        }
    }
}
