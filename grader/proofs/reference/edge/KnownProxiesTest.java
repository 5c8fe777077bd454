package grader.proofs.reference.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.server.Server;
import grader.proofs.reference.ReferenceServers;
import grader.conformance.peers.known.PortedProgram;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of lab 14: nginx, HAProxy, Caddy and the edge route the same requests to the same backends. */
@Tag("nightly")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KnownProxiesTest {

    /** The pools of the ports in the examples. */
    private static final Map<Integer, String> POOLS =
            new TreeMap<>(Map.of(8081, "app", 8082, "app", 8083, "next", 8084, "site"));

    /** What a backend is to get, as it says where it went and which fields say who has sent it. */
    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /api Host: shop.test", "app /api shop.test"),
            Map.entry("GET /api/ Host: shop.test", "app /api/ shop.test"),
            Map.entry("GET /api/1?x=%2F&y Host: shop.test", "app /api/1?x=%2F&y shop.test"),
            Map.entry("GET /api/1 Host: SHOP.test:80", "app /api/1 SHOP.test:80"),
            Map.entry("GET /api/a%2Fb%20c Host: shop.test", "app /api/a%2Fb%20c shop.test"),
            Map.entry("GET /apis Host: shop.test", "site /apis shop.test"),
            Map.entry("GET /api Host: other.test", "site /api other.test"),
            Map.entry("GET / Host: shop.test Cookie: beta=1", "next / shop.test"),
            Map.entry("GET /a Host: other.test Cookie: a=b; beta=1; c=d", "next /a other.test"),
            Map.entry("GET /a Host: other.test Cookie: beta=12", "site /a other.test"),
            Map.entry("GET /a Host: other.test Cookie: xbeta=1", "site /a other.test"),
            Map.entry("GET /api Host: shop.test Cookie: beta=1", "app /api shop.test"),
            Map.entry("DELETE /api/1 Host: shop.test", "app /api/1 shop.test")));

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab14");

    private final Map<Integer, ScriptedUpstream> backends = new TreeMap<>();
    private final Map<Integer, Integer> seen = new TreeMap<>();     // how many requests of each backend were looked at

    @BeforeEach
    void open() {
        POOLS.keySet()
                .forEach(port -> backends.put(port, ScriptedUpstream.open().reactsTo("", Reaction.json(200, "{}"))));
    }

    @AfterEach
    void close() {
        backends.values().forEach(ScriptedUpstream::close);
    }

    private int port(int example) {
        return URI.create(backends.get(example).url()).getPort();
    }

    @Test
    void theEdgeRoutes() {
        List<String> flags = new ArrayList<>(List.of("--route", "shop.test/api=app", "--route", "*/;cookie=beta:1=next",
                "--route", "*/=site"));
        for (String pool : new TreeSet<>(POOLS.values())) {
            List<String> urls = POOLS.keySet()
                    .stream()
                    .filter(port -> POOLS.get(port).equals(pool))
                    .map(port -> backends.get(port).url())
                    .toList();
            flags.addAll(List.of("--backends", pool + "=" + String.join(",", urls) + ";balance=least-connections"));
        }
        try (Server edge = REFERENCE.start(flags.toArray(String[]::new))) {
            assertEquals(EXPECTED, routed(edge::connect));
        }
    }

    @ParameterizedTest
    @EnumSource(KnownProxy.class)
    void soDoOthers(KnownProxy proxy) throws IOException {
        proxy.assumeInstalled();
        Map<Integer, Integer> ports = new TreeMap<>();
        POOLS.keySet().forEach(example -> ports.put(example, port(example)));
        try (PortedProgram program = proxy.start(ports, REFERENCE.folder())) {
            assertEquals(EXPECTED, routed(program::connect));
        }
    }

    /** Where each of the requests went, and how it came there. */
    private Map<String, String> routed(Supplier<Client> connect) {
        Map<String, String> routed = new TreeMap<>();
        for (String request : EXPECTED.keySet()) {
            String[] parts = request.split(" ", 3);
            String head = parts[0] + " " + parts[1] + " HTTP/1.1\r\n" + parts[2].replace(" Cookie:", "\r\nCookie:")
                    + "\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n";
            try (Client client = connect.get()) {
                Answer answer = client.send(head).answer(parts[0]);
                routed.put(request, answer.status() == 200 ? arrival() : String.valueOf(answer.status()));
            }
        }
        return routed;
    }

    /** The request that has come to a backend since the last call. */
    private String arrival() {
        List<String> arrivals = new ArrayList<>();
        backends.forEach((example, backend) -> {
            List<UpstreamRequest> all = backend.requests();
            int known = seen.merge(example, 0, Integer::sum);
            all.subList(known, all.size()).forEach(request -> arrivals.add(shown(POOLS.get(example), request)));
            seen.put(example, all.size());
        });
        return String.join(" and ", arrivals);
    }

    private static String shown(String pool, UpstreamRequest request) {
        String others = request.values("X-Forwarded-For").equals(List.of("127.0.0.1"))
                && request.values("X-Forwarded-Proto").equals(List.of("http"))
                && request.values("X-Forwarded-Host").equals(request.values("Host")) ? "" : " " + request.fields();
        return pool + " " + request.target() + " " + String.join(",", request.values("Host")) + others;
    }
}
