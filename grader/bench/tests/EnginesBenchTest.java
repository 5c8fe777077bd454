package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.bench.server.EnginesBench;
import java.nio.file.Path;
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

    @Test
    void measuresEachEngineThatIsNamed() throws Exception {
        String out = OneBench.run(EnginesBench.class, folder, "virtual", "hybrid", "process", "--idle", "20",
                "--millis", "100");
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
        OneBench.assertRefused(EnginesBench.class,
                "jetty is no engine of lab 08; give thread, pool, virtual, loop, hybrid or process", "jetty");
        OneBench.assertRefused(EnginesBench.class, "--idle 0 is too little; give 1 or more", "--idle", "0");
        OneBench.assertRefused(EnginesBench.class, "--millis 0 is too little; give 1 or more", "--millis", "0");
    }

    private static String row(String out, String engine) {
        return out.lines().filter(line -> line.startsWith(engine + " ")).findFirst().orElse("");
    }
}
