package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.server.Server;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
        try (Server server = REFERENCE.start("--engine", engine, "--user", "ada:100000:yes", "--pricing-timeout",
                "60000", "--handler-timeout", "60000");
                Client client = server.connect()) {
            assertNotEquals(201, withoutDescriptor(server, client, checkout(ORDER)));
            client.send(checkout(ORDER)).answer().expectStatus(201);
        }
    }

    /** The hash in a response of lab 03. */
    @Test
    void theFirstRequestIsNoObstacleForTheNext() {
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (ReferenceServers parser = new ReferenceServers("lab03");
                Server server = parser.start();
                Client client = server.connect()) {
            withoutDescriptor(server, client, request);
            client.send(request).answer().expectStatus(200);
        }
    }

    /** Returns the status of the first response of a server, which can open nothing for it. */
    private static int withoutDescriptor(Server server, Client client, String request) {
        client.send(request.substring(0, 4));
        server.awaitRead(client);
        assumeTrue(server.limitDescriptors(1), "this machine has no prlimit");
        try {
            return client.send(request.substring(4)).answer().status();
        } finally {
            server.limitDescriptors(1_000);
        }
    }

    /** Also not in the JDK, which prepares once for virtual threads that wait for sockets. */
    @ParameterizedTest
    @ValueSource(strings = {"thread", "virtual", "loop", "hybrid"})
    void aBurstIsNoObstacleForClientsThatComeLater(String engine) {
        try (Server server = REFERENCE.start("--engine", engine, "--user", "ada:100000:yes", "--admin-port", "0")) {
            assumeTrue(server.limitDescriptors(server.descriptors() + 1), "this machine has no prlimit");
            try (Client monitor = server.connectAdmin().send("GET /li")) {
                server.awaitRead(monitor);
                List<Client> burst = connect(server, 20);
                assertTrue(
                        server.awaitErrorLine(line -> line.startsWith("cannot accept"), Limits.PATIENCE).isPresent());
                burst.forEach(Client::close);
            }
            server.limitDescriptors(1_000);
            List<Client> late = connect(server, 10);
            late.forEach(server::awaitRead);
            late.forEach(client -> client.send("ost: localhost\r\n\r\n").answer().expectStatus(200));
            late.getFirst().send(checkout(ORDER)).answer().expectStatus(201);
            late.forEach(Client::close);
            try (Client monitor = server.connectAdmin().send("GET /li")) {
                server.awaitRead(monitor);
                monitor.send("ve HTTP/1.1\r\n\r\n").answer().expectStatus(200);
            }
        }
    }

    /** Connects clients that have sent only a part of a request. */
    private static List<Client> connect(Server server, int count) {
        return Stream.generate(() -> server.connect().send("GET / HTTP/1.1\r\nH")).limit(count).toList();
    }
}
