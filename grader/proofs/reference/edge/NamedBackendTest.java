package grader.proofs.reference.edge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.grading.server.Server;
import grader.proofs.reference.ReferenceServers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lab 14: a backend's name may have several addresses, and the backend listens at the last of them. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NamedBackendTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n";

    @AutoClose
    private static final ReferenceServers REFERENCE = new ReferenceServers("lab14");

    @TempDir
    private Path folder;

    /** A request, a check and a connection of layer 4 get there. */
    @Test
    void isFoundAtAnyAddress() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.2 shop.test\n127.0.0.1 shop.test\n");
        try (ScriptedUpstream backend = ScriptedUpstream.open().reactsTo("", Reaction.json(200, "{}"))) {
            String name = "shop.test:" + URI.create(backend.url()).getPort();
            try (Server edge = REFERENCE.start(Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts),
                    "--route", "*/=shop", "--backends", "shop=http://" + name + ";health=/ready", "--health-interval",
                    "100", "--tcp", "0=" + name)) {
                assertTrue(backend.awaitRequests(2, "/ready", Limits.PATIENCE), "a check has come, and another one");
                try (Client client = edge.connect()) {
                    client.send(REQUEST).answer().expectStatus(200);
                }
                String line = edge.awaitLine(said -> said.contains(" tcp on "), Limits.PATIENCE).orElseThrow();
                int port = Integer.parseInt(line.replaceFirst(".* tcp on 127\\.0\\.0\\.1:(\\d+) to .*", "$1"));
                try (Client client =
                        Client.connect(new InetSocketAddress("127.0.0.1", port), new Transcript(), Peer.client())) {
                    client.send(REQUEST).answer().expectStatus(200);
                }
            }
        }
    }
}
