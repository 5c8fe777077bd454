package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.bench.edge.EdgeBench;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** `bench edge` in a run that is far too short to tell anything of proxies: its form. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ResourceLock("processors")        // Two benches at the same time would measure each other.
@Tag("nightly")
class EdgeBenchTest {

    private static final long MESSAGE = 100L << 20;     // longer than the edge's heap

    @TempDir
    Path folder;

    @Test
    void measuresEachProxyInEachScenario() throws Exception {
        Path json = folder.resolve("edge.json");
        String out = OneBench.run(EdgeBench.class, folder, "--rounds", "1", "--millis", "200", "--mib", "100", "--json",
                json.toString());
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        List<String> proxies = List.of("hybrid", "netty", "vertx", "nginx", "haproxy");
        for (String scenario : List.of("S1", "S2", "S6", "E1", "T1", "T2", "T3")) {
            for (String proxy : proxies) {
                if (!root.path("absent").has(proxy)) {
                    JsonNode entry = root.path("scenarios").path(scenario).path("servers").path(proxy);
                    assertFalse(entry.has("notMeasured"), () -> proxy + " in " + scenario + ": " + entry);
                    assertTrue(entry.path("cpuMicros").asDouble() > 0, () -> proxy + " in " + scenario + ": " + entry);
                }
            }
        }
        JsonNode messages = root.path("longMessages").path("hybrid");
        assertEquals(MESSAGE, messages.path("response").path("bytes").asLong());
        assertEquals(MESSAGE, messages.path("request").path("bytes").asLong());
        assertTrue(messages.path("liveHeapBytes").asLong() < MESSAGE, messages::toString);
        assertTrue(out.matches("(?s).*\nS1 +hybrid +-?[\\d.]+ ms +-?[\\d.]+ ms\n.*"), out);
        assertTrue(out.contains("TLS 1.3 handshakes per second of CPU time"), out);
        assertTrue(out.contains("One message of 100 MiB each way through an edge with -Xmx64m"), out);
    }

    @Test
    void badArgumentsAreOneLine() {
        OneBench.assertRefused(EdgeBench.class,
                "--engine process is no engine of the edge that can be measured; give thread, pool, virtual, ",
                "--engine", "process");
        OneBench.assertRefused(EdgeBench.class,
                "--only jetty is no proxy; give nginx, haproxy, netty, vertx, or an engine", "--only", "jetty");
        OneBench.assertRefused(EdgeBench.class,
                "--scenario S8 is none of this bench; give S1, S2, S6, E1, T1, T2 or T3", "--scenario", "S8");
        OneBench.assertRefused(EdgeBench.class, "--rounds 0 is too little; give 1 or more", "--rounds", "0");
        OneBench.assertRefused(EdgeBench.class, "--mib 2048 is too much; give 0 to 2047", "--mib", "2048");
        OneBench.assertRefused(EdgeBench.class, "--json / is a folder; name a file in it", "--json", "/");
    }
}
