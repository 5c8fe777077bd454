package grader.proofs.reference.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.clients.http.Client;
import grader.grading.server.Server;
import grader.proofs.reference.ReferenceServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With 64 MiB of heap, lab 13's server serves a good client beside 1,500 bad ones, none of which it may end yet. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadClientsTest {

    private static final String LATE = "600000";
    private static final int ROUNDS = 50;
    private static final String GOOD = "GET /json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String DRIP = "GET /json HTTP/1.1\r\nHost: localhost\r\nX-Drip: ";
    private static final String UNREAD = "GET /bytes/1000000 HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100);
    private static final String HALF =
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(50_000);

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab13");

    @ParameterizedTest
    @ValueSource(strings = {"thread", "virtual", "loop", "hybrid"})
    void areNotServedInPlaceOfAGoodOne(String engine) {
        List<Client> all = new ArrayList<>();
        try (Server server = REFERENCE.start(Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m"), "--engine", engine,
                "--header-timeout", LATE, "--body-timeout", LATE, "--total-timeout", LATE, "--request-timeout", LATE,
                "--write-timeout", LATE, "--queue-target", "60000")) {
            Supplier<Client> next = () -> {
                all.add(server.connect());
                return all.getLast();
            };
            List<Client> dripping = Stream.generate(next).limit(1_000).toList();
            dripping.forEach(client -> client.sendUnlogged(DRIP));
            Stream.generate(next).limit(300).forEach(client -> client.sendUnlogged(UNREAD));
            Stream.generate(next).limit(200).forEach(client -> client.sendUnlogged(HALF));
            Client kept = next.get();
            for (int round = 0; round < ROUNDS; round++) {
                dripping.forEach(client -> client.sendUnlogged("x"));
                kept.sendUnlogged(GOOD).answer().expectStatus(200);
                try (Client once = server.connect()) {
                    once.sendUnlogged(GOOD).answer().expectStatus(200);
                }
            }
            dripping.forEach(client -> client.sendUnlogged("\r\n\r\n"));
            dripping.forEach(client -> client.answer().expectStatus(200));
            assertEquals(List.of(),
                    server.errorLines().stream().filter(line -> line.contains("OutOfMemoryError")).toList());
        } finally {
            all.forEach(Client::close);
        }
    }
}
