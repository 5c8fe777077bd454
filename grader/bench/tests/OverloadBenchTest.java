package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.bench.overload.OverloadBench;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** `bench overload` in a run that is far too short to tell anything of servers: its form. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ResourceLock("processors")        // Two benches at the same time would measure each other.
@Tag("nightly")
class OverloadBenchTest {

    @TempDir
    Path folder;

    @Test
    void drawsGoodputAgainstLoad() throws Exception {
        Path json = folder.resolve("results.json");
        String out = OneBench.run(OverloadBench.class, folder, "--only", "lab13,unshed", "--load", "0.5,3", "--rounds",
                "1", "--millis", "1000", "--json",
                json.toString());
        assertTrue(out.contains("round 1 of 1: 0.5 times what it can do"), out);
        assertTrue(out.contains("lab13 at 3 times what it can do: goodput "), out);
        JsonNode servers = new ObjectMapper().readTree(json.toFile()).path("servers");
        for (String server : List.of("lab13", "unshed")) {
            assertTrue(out.contains("\n" + server + "  "), out);
            JsonNode entry = servers.path(server);
            assertTrue(entry.path("capacityPerSecond").asDouble() > 0, entry::toString);
            assertEquals(2, entry.path("points").size(), entry::toString);
            JsonNode tooMuch = entry.path("points").path(1);
            assertEquals(3, tooMuch.path("load").asDouble(), entry::toString);
            assertEquals(1, tooMuch.path("rounds").size(), entry::toString);
        }
    }

    @Test
    void badArgumentsAreOneLine() {
        OneBench.assertRefused(OverloadBench.class, "--load 0.0 cannot be offered; give more than 0, and at most 10",
                "--load", "1,0");
        OneBench.assertRefused(OverloadBench.class, "--load 11.0 cannot be offered", "--load", "11");
        OneBench.assertRefused(OverloadBench.class, "--rounds 0 is too little; give 1 or more", "--rounds", "0");
        OneBench.assertRefused(OverloadBench.class, "--millis 99 is too little; give 100 or more", "--millis", "99");
        OneBench.assertRefused(OverloadBench.class, "--json / is a folder; name a file in it", "--json", "/");
    }
}
