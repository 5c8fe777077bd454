package docs.studio.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import docs.studio.queues.QueueRoutes;
import grader.core.course.Course;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the clients of the queues' load see. */
class QueuesTest {

    @Test
    @DisplayName("a client that gets a 404 has waited for a response, too, and the view is told")
    void unknownPath() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try (StudioClient studio = new StudioClient();
                QueueRoutes routes = new QueueRoutes(Course.here(), server.getAddress()::getPort, () -> 0)) {
            routes.addTo(studio.server);
            Map<String, ?> load = Map.of("load", Map.of("rate", 20, "silent", 0, "target", "/nothing?a=b"));
            Wrapper.await("a 404 that counts", () -> {
                JsonNode client = studio.post("/api/queues", load).path("client");
                return client.path("unknown").asInt() > 0 && client.path("failed").asInt() == 0
                        && client.path("p50").asDouble() > 0;
            });
        } finally {
            server.stop(0);
        }
    }
}
