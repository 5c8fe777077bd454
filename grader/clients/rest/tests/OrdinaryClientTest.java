package grader.clients.rest.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.clients.rest.OrdinaryClient;
import grader.clients.rest.Rest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A server cannot tell the grader's requests from others by what they have in common: they have only `Host`. */
class OrdinaryClientTest {

    private static final int SEEDS = 60;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    @Test
    void requestsHaveNothingInCommonButTheHost() throws Exception {
        List<List<String>> heads = heads(request -> request);
        Set<String> common = new TreeSet<>(heads.getFirst());
        heads.forEach(common::retainAll);
        assertEquals(Set.of(), common);
        Set<String> orders = heads.stream().map(OrdinaryClientTest::names).collect(Collectors.toSet());
        assertTrue(orders.size() >= 6, orders::toString);
        for (List<String> head : heads) {
            String text = String.join("\n", head).toLowerCase(Locale.ROOT);
            for (String name : List.of("rest", "assured", "apache", "groovy", "grader")) {
                assertFalse(text.replace("python-requests", "").contains(name), text);
            }
        }
    }

    @Test
    void whatACheckSetsStaysAndComesOnce() throws Exception {
        List<List<String>> heads = heads(request -> request.header("User-Agent", "mine")
                .header("Accept", "text/plain")
                .header("Connection", "close")
                .header("Host", "shop.example")
                .header("Vary", "a")
                .header("Vary", "b"));
        for (List<String> head : heads) {
            for (String field : List.of("User-Agent: mine", "Accept: text/plain", "Connection: close",
                    "Host: shop.example")) {
                assertEquals(List.of(field),
                        head.stream().filter(line -> line.startsWith(field.replaceAll(": .*", ": "))).toList());
            }
            assertEquals(List.of("Vary: a", "Vary: b"), head.stream().filter(line -> line.startsWith("Vary")).toList());
        }
    }

    @Test
    void theSeedDecides() throws Exception {
        assertEquals(names(heads(request -> request).getFirst()), names(heads(request -> request).getFirst()));
    }

    @Test
    void theTranscriptTellsOnlyWhatTheCheckHasSet() throws Exception {
        Transcript plain = new Transcript();
        heads(request -> request, plain);
        assertFalse(sent(plain).contains("User-Agent: "), sent(plain));
        assertFalse(sent(plain).contains("Accept: "), sent(plain));
        assertTrue(sent(plain).contains("Host: "), sent(plain));
        Transcript set = new Transcript();
        heads(request -> request.header("User-Agent", "mine").header("Accept", "text/plain"), set);
        assertTrue(sent(set).contains("User-Agent: mine"), sent(set));
        assertTrue(sent(set).contains("Accept: text/plain"), sent(set));
    }

    private static String sent(Transcript transcript) {
        return transcript.steps()
                .stream()
                .filter(step -> step.sign().equals(">"))
                .flatMap(step -> step.lines().stream())
                .collect(Collectors.joining("\n"));
    }

    private static String names(List<String> head) {
        return head.stream().map(line -> line.replaceAll(":.*", "")).collect(Collectors.joining(" "));
    }

    /** The field lines of a request of each seed. */
    private static List<List<String>> heads(UnaryOperator<RequestSpecification> request) throws Exception {
        return heads(request, new Transcript());
    }

    private static List<List<String>> heads(UnaryOperator<RequestSpecification> request, Transcript transcript)
            throws Exception {
        List<List<String>> heads = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            for (int seed = 0; seed < SEEDS; seed++) {
                FutureTask<List<String>> head = new FutureTask<>(() -> head(listener));
                Thread.ofPlatform().daemon().start(head);
                try (Rest rest = new Rest(address, OrdinaryClient.of(seed), transcript, Peer.client(),
                        Limits.PATIENCE)) {
                    request.apply(rest.request()).get("/");
                }
                heads.add(head.get()
                        .stream()
                        .filter(line -> !line.equals("Host: 127.0.0.1:" + address.getPort()))
                        .toList());
            }
        }
        return heads;
    }

    private static List<String> head(ServerSocket listener) throws IOException {
        try (Socket client = listener.accept()) {
            byte[] bytes = new byte[4096];
            int count = client.getInputStream().read(bytes);
            client.getOutputStream().write(OK.getBytes(ISO_8859_1));
            return new String(bytes, 0, count, ISO_8859_1).lines().skip(1).filter(line -> !line.isEmpty()).toList();
        }
    }
}
