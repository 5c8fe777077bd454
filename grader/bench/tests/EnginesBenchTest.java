package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.bench.server.EnginesBench;
import grader.core.console.CommandLines;
import java.io.IOException;
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

/** `bench engines` in a run that is far too short to tell anything of engines: its form. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ResourceLock("processors")        // Two benches at the same time would measure each other.
@Tag("nightly")
class EnginesBenchTest {

    @TempDir
    Path folder;

    /** The bench alone: building the others of `jbang bench` costs more than all else here. */
    static final class Alone {
        public static void main(String[] args) {
            System.exit(CommandLines.of(new EnginesBench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
        }
    }

    @Test
    void measuresEachEngineThatIsNamed() throws Exception {
        String out = bench("virtual", "hybrid", "process", "--idle", "20", "--millis", "100");
        assertTrue(out.lines().toList().contains("measures hybrid"), out);
        assertTrue(row(out, "virtual").matches("virtual +[\\d,]+ +20 .*"), out);
        assertTrue(row(out, "hybrid").matches("hybrid +[\\d,]+ +20 .*"), out);
        assertTrue(row(out, "process").matches("process +[\\d,]+ +10 .*"), out);
        assertTrue(out.contains("process: each connection is a JVM, so it has only 4 of these connections, and 10 "),
                out);
        assertTrue(out.lines().noneMatch(line -> line.startsWith("loop")), out);
    }

    @Test
    void badArgumentsAreOneLine() {
        assertRefused("jetty is no engine of lab 08; give thread, pool, virtual, loop, hybrid or process", "jetty");
        assertRefused("--idle 0 is too little; give 1 or more", "--idle", "0");
        assertRefused("--millis 0 is too little; give 1 or more", "--millis", "0");
    }

    private static void assertRefused(String said, String... arguments) {
        StringWriter err = new StringWriter();
        assertEquals(2,
                CommandLines.of(new EnginesBench())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setErr(new PrintWriter(err))
                        .execute(arguments));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains(said), err.toString());
    }

    private static String row(String out, String engine) {
        return out.lines().filter(line -> line.startsWith(engine + " ")).findFirst().orElse("");
    }

    private String bench(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Alone.class.getName()));
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
