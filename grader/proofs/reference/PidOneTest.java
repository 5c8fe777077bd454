package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.machine.database.EmptyDatabases;
import grader.machine.os.LinuxProcess;
import grader.proofs.reference.deployment.PidNamespace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lab 11's reference as process 1, as in a container, and what a shell in its place does to SIGTERM. */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PidOneTest {

    private static final String BEGUN = "GET /products/pen HTTP/1.1\r\n";
    private static final String REST = "Host: localhost\r\n\r\n";
    private static final String LONG = "120000";

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab11");

    @BeforeAll
    static void compile() throws IOException {
        assumeTrue(PidNamespace.isAvailable() || System.getenv("CI") != null,
                "no PID namespace can be made here: it takes Linux, and root's rights or bubblewrap");
    }

    /** @param before what starts the server, in place of itself */
    private static PidNamespace start(String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(REFERENCE.words("--port", "0", "--database", new EmptyDatabases().inMemory(), "--drain-timeout",
                LONG, "--request-timeout", LONG));
        return PidNamespace.start(REFERENCE.folder(), command);
    }

    /** A client whose request has begun, as far as the server knows, too. */
    private static Client begun(PidNamespace server) {
        Client client = server.connect().send(BEGUN);
        assertTrue(LinuxProcess.awaitRead(client.remote(), client.local(), null));
        return client;
    }

    @Test
    void drainsAfterSigterm() throws Exception {
        try (PidNamespace server = start(); Client client = begun(server)) {
            server.signal("TERM");
            server.awaitLine("lab11 phase drain");
            Answer response = client.send(REST).answer();
            assertEquals("close", response.expectStatus(200).field("Connection").value());
            assertEquals(0, server.exitCode());
            assertEquals("stopped", server.lines().getLast());
        }
    }

    @Test
    void endsAtOnceAfterASecondSigterm() throws Exception {
        try (PidNamespace server = start(); Client client = begun(server)) {
            server.signal("TERM");
            server.awaitLine("lab11 phase drain");
            server.signal("TERM");
            assertEquals(1, server.exitCode());
            assertEquals("", client.expectEnd(Limits.PATIENCE));
            assertFalse(server.lines().contains("stopped"), () -> server.lines().toString());
            assertTrue(server.errors().getLast().contains("SIGTERM"), () -> server.errors().toString());
        }
    }

    /**
     * The kernel gives process 1 only the signals that it handles, and a shell handles none. So the server serves until
     * SIGKILL. The `true` keeps the shell from replacing itself by its last command.
     */
    @Test
    void neverHearsOfSigtermIfAShellIsProcessOne() throws Exception {
        try (PidNamespace server = start("sh", "-c", "\"$@\"; true", "sh"); Client client = begun(server)) {
            server.signal("TERM");
            LinuxProcess.awaitIdle(server.first());
            assertTrue(server.first().isAlive());
            try (Client other = server.connect()) {
                assertEquals(List.of(), other.send(BEGUN + REST).answer().expectStatus(200).values("Connection"));
            }
            server.signal("KILL");
            assertNotEquals(0, server.exitCode());
            assertEquals("", client.expectEnd(Limits.PATIENCE));
            assertFalse(server.lines().contains("lab11 phase drain"), () -> server.lines().toString());
        }
    }
}
