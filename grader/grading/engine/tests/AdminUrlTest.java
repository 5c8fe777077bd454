package grader.grading.engine.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import grader.core.course.Course;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With `--url` the checks that need an admin port are skipped, and with `--admin-url` they ask that port. */
class AdminUrlTest {

    private static final String RIGHT =
            "{\"kernel\":{\"depth\":null,\"limit\":5},\"handoff\":0,\"busy\":1,\"accepted\":3,\"rejected\":0}";

    @Test
    void theAdminPortIsAsked() throws IOException {
        CheckResult right = queueIsJson(Optional.of(RIGHT));
        assertEquals(Verdict.PASSED, right.verdict(), right.reason());

        CheckResult wrong = queueIsJson(Optional.of(RIGHT.replace("null", "\"none\"")));
        assertEquals(Verdict.FAILED, wrong.verdict());
        assertEquals("expected kernel.depth to be a whole number or null, got \"none\"", wrong.reason());
    }

    @Test
    void withoutItsUrlNothingIsSaidOfIt() throws IOException {
        CheckResult skipped = queueIsJson(Optional.empty());
        assertEquals(Verdict.SKIPPED, skipped.verdict());
        assertEquals("the server's admin port is not known: --admin-url names it", skipped.reason());
    }

    /** @param queue what the admin port has as /queue; empty: it is not named to the grader */
    private static CheckResult queueIsJson(Optional<String> queue) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/queue", exchange -> {
            byte[] body = queue.orElse("").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Program url = new Program.Url(server.getAddress(), queue.map(ignored -> server.getAddress()));
            Settings settings = new Settings(Course.here().lab("lab02"), Optional.empty(), Optional.of("queue-is-json"),
                    "admin", false, false, Optional.of(url));
            Result result = new Grading(settings, ignored -> {}).grade();
            return result.tasks().getFirst().checks().getFirst();
        } finally {
            server.stop(0);
        }
    }
}
