package docs.studio.tests;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.lab.LabRoutes;
import grader.proofs.testing.CourseCopy;
import java.util.Map;
import java.util.function.Predicate;

/** A studio that serves nothing but the labs of a checkout of a test's own, and a page that asks it. */
final class OpenLab extends StudioClient {

    final LabRoutes routes;

    OpenLab(CourseCopy copy) {
        routes = new LabRoutes(copy.course, streams);
        routes.addTo(server);
    }

    JsonNode put(Map<String, ?> body) {
        return call("PUT", "/api/lab/file", body).good();
    }

    /** What goes on around a lab. */
    Events events(String lab) {
        return new Events(look("lab", lab));
    }

    /** A reader of events, who leaves when it is closed. */
    record Events(Lines lines) implements AutoCloseable {

        /** The next event that fits; those before it are dropped. */
        JsonNode await(Predicate<JsonNode> fits) {
            return lines.await(fits);
        }

        /** The server in this state. */
        JsonNode awaitServer(String state) {
            return await(event -> event.path("server").path("state").asText().equals(state)).path("server");
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    @Override
    public void close() {
        super.close();
        routes.close();
    }
}
