package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Client;
import grader.grading.server.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has failed because no descriptor was free works when one is. */
@Tag("nightly")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NoDescriptorTest {

    private static final String ORDER = """
            {"user":"ada","email":"ada@shop.example","items":[{"sku":"pen","quantity":1}]}""";

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab09");

    private static String checkout(String order) {
        return "POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + order.length() + "\r\n\r\n" + order;
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "virtual", "loop", "hybrid"})
    void theFirstOrderIsNoObstacleForTheNext(String engine) {
        try (Server server = REFERENCE.start("--engine", engine, "--user", "ada:100000:yes");
                Client client = server.connect()) {
            // The libraries' files are open after that; the JDK never tries again to open one.
            client.send(checkout("{}")).answer().expectStatus(422);
            assumeTrue(server.limitDescriptors(1), "this machine has no prlimit");
            assertNotEquals(201, client.send(checkout(ORDER)).answer().status());
            server.limitDescriptors(1_000);
            client.send(checkout(ORDER)).answer().expectStatus(201);
        }
    }
}
