package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.bench.overload.OverloadBench;
import grader.core.console.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** The bench alone: building the others of `jbang bench` costs more than all else here. */
    static final class Alone {
        public static void main(String[] args) {
            System.exit(CommandLines.of(new OverloadBench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
        }
    }

    @Test
    void drawsGoodputAgainstLoad() throws Exception {
        Path json = folder.resolve("results.json");
        String out = bench("--only", "lab13,unshed", "--load", "0.5,3", "--rounds", "1", "--millis", "1000", "--json",
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
        assertRefused("--load 0.0 cannot be offered; give more than 0, and at most 10", "--load", "1,0");
        assertRefused("--load 11.0 cannot be offered", "--load", "11");
        assertRefused("--rounds 0 is too little; give 1 or more", "--rounds", "0");
        assertRefused("--millis 99 is too little; give 100 or more", "--millis", "99");
        assertRefused("--json / is a folder; name a file in it", "--json", "/");
    }

    private static void assertRefused(String said, String... arguments) {
        StringWriter err = new StringWriter();
        assertEquals(2, CommandLines.of(new OverloadBench()).setErr(new PrintWriter(err)).execute(arguments));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains(said), err.toString());
    }

    private String bench(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), Alone.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertEquals(0, process.waitFor(), Files.readString(out) + Files.readString(err));
            return Files.readString(out);
        } finally {
            process.destroy();
        }
    }
}
