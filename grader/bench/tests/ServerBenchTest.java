package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.bench.server.FilesBench;
import grader.bench.server.ServerBench;
import grader.core.console.CommandLines;
import grader.core.course.Course;
import grader.machine.os.Commands;
import grader.proofs.testing.BothBuilds;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** `bench server` in a run that is far too short to tell anything of servers: its form. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ResourceLock("processors")        // Two benches at the same time would measure each other.
@Tag("nightly")
class ServerBenchTest {

    private static final Path ROOT = Course.here().root();

    @TempDir
    Path folder;

    record Run(int exitCode, String out, String err) {}

    /**
     * The bench alone, with `files`, as `verify` has it: building the others of `jbang bench` costs more than all else
     * here.
     */
    static final class Alone {
        public static void main(String[] args) {
            System.exit(CommandLines.of(new ServerBench()).addSubcommand(new FilesBench()).execute(args));
        }
    }

    @Test
    void measuresAnEngineBesideAnotherServer() throws Exception {
        Path json = folder.resolve("results.json");
        Run run = bench("--only", "jdk", "--scenario", "S1,S2", "--rounds", "1", "--millis", "1000", "--json",
                json.toString());
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertEquals("", run.err());
        assertFalse(run.out().contains("\033") || run.out().contains("\r"), "what is no terminal gets plain text");
        JsonNode scenarios = new ObjectMapper().readTree(json.toFile()).path("scenarios");
        for (String scenario : List.of("S1", "S2")) {
            assertTrue(run.out().contains(scenario + ": round 1 of 1"), run.out());
            assertTrue(run.out().contains("\n" + scenario + "  " + scenarios.path(scenario).path("title").asText()),
                    run.out());
            for (String server : List.of("hybrid", "jdk")) {
                JsonNode entry = scenarios.path(scenario).path("servers").path(server);
                assertFalse(entry.has("notMeasured"), () -> server + " in " + scenario + ": " + entry);
                assertTrue(entry.path("cpuMicros").asDouble() > 0 && entry.path("rounds").size() == 1, entry::toString);
                assertTrue(entry.path("times").path("p99Millis").asDouble() > 0, entry::toString);
            }
        }
        assertTrue(run.out().matches("(?s).*\nhybrid +[\\d.]+ .s +1\\.00 .*"), run.out());
        assertTrue(run.out().contains("CPU time a request, as a multiple of that of hybrid"), run.out());
    }

    @Test
    void sendsFilesNextToNginx() throws Exception {
        Assumptions.assumeTrue(Commands.succeeds("nginx", "-v"), "nginx is not installed");
        Path json = folder.resolve("results.json");
        Run run = bench("files", "--rounds", "1", "--millis", "1500", "--json", json.toString());
        assertEquals(0, run.exitCode(), run.out() + run.err());
        JsonNode scenarios = new ObjectMapper().readTree(json.toFile()).path("scenarios");
        for (String scenario : List.of("F1", "F2")) {
            for (String server : List.of("loop", "hybrid", "nginx")) {
                JsonNode entry = scenarios.path(scenario).path("servers").path(server);
                assertFalse(entry.has("notMeasured"), () -> server + " in " + scenario + ": " + entry);
                assertTrue(entry.path("cpuMicros").asDouble() > 0 && entry.path("rounds").size() == 1, entry::toString);
            }
        }
        assertTrue(run.out().contains("CPU time a request, as a multiple of that of nginx"), run.out());
    }

    @Test
    void badFlagsAreOneLine() {
        OneBench.assertRefused(ServerBench.class, "--only", "--only", "apache");
        OneBench.assertRefused(ServerBench.class,
                "--engine jdk is no engine of the course; give thread, pool, virtual, ", "--engine", "jdk");
        OneBench.assertRefused(ServerBench.class, "--rounds 0 is too little; give 1 or more", "--rounds", "0");
        OneBench.assertRefused(ServerBench.class, "does not exist; make it first", "--json",
                folder.resolve("none/file").toString());
        OneBench.assertRefused(ServerBench.class, "--json / is a folder; name a file in it", "--json", "/");
        OneBench.assertRefused(ServerBench.class, "--json . is a folder; name a file in it", "--json", ".");
    }

    @Test
    void tooFewDescriptorsAreToldBeforeAnythingIsMeasured() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/limits")),
                "this system does not tell how many there are");
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 2000; exec \"$@\"", "sh"));
        command.addAll(command("--scenario", "S7"));
        Run run = run(prepared(command));
        assertEquals(2, run.exitCode(), run.out() + run.err());
        assertEquals("", run.out());
        assertEquals("server: S7 cannot be measured: it takes 5,532 open files, and this shell allows 2,000; "
                + "ulimit -n 10000 raises that, where the system lets you; then try again",
                run.err().strip().replaceFirst("^.*server: ", "server: "));
    }

    @Test
    void aServerThatDoesNotStartCostsOnlyItself() throws Exception {
        Path stub = Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("nginx"),
                "#!/bin/sh\n[ \"$1\" = -v ] || { echo 'nginx: [emerg] not today' >&2; exit 1; }\n");
        assertTrue(stub.toFile().setExecutable(true));
        ProcessBuilder bench =
                prepared(command("--only", "nginx", "--scenario", "S1", "--rounds", "1", "--millis", "50"));
        bench.environment().put("PATH", stub.getParent() + File.pathSeparator + System.getenv("PATH"));
        Run run = run(bench);
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out()
                .contains(
                        "nginx does not take part: nginx did not start: it ended: nginx: [emerg] not today; run "
                                + "grader/conformance/peers/nginx.sh by hand"),
                run.out());
        assertTrue(run.out().matches("(?s).*\nhybrid +[\\d.]+ .s +1\\.00 .*"), run.out());
    }

    @Test
    void leavesNothingBehindWhenItIsEnded() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<String> command = command("--only", "jdk", "--scenario", "S1", "--rounds", "1000");
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        ProcessBuilder builder = prepared(command).redirectOutput(ProcessBuilder.Redirect.PIPE);
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader()) {
            String line;
            do {
                line = lines.readLine();
            } while (line != null && !line.startsWith("S1: "));
            List<ProcessHandle> servers = process.descendants().toList();
            assertTrue(servers.size() >= 2, () -> "the servers run: " + servers);
            process.destroy();
            process.waitFor();
            servers.forEach(server -> server.onExit().join());
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void isAmongTheBenches() throws Exception {
        assertTrue(BothBuilds.jbang(folder, ROOT.resolve("grader/bench/bench.java").toString(), "server", "--help")
                .contains("--scenario"));
    }

    private Run bench(String... flags) throws IOException, InterruptedException {
        return run(prepared(command(flags)));
    }

    private static List<String> command(String... flags) {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow", "-cp",
                        System.getProperty("java.class.path"), Alone.class.getName()));
        command.addAll(List.of(flags));
        return command;
    }

    private ProcessBuilder prepared(List<String> command) {
        return new ProcessBuilder(command).directory(ROOT.toFile())
                .redirectOutput(folder.resolve("bench-out").toFile())
                .redirectError(folder.resolve("bench-err").toFile());
    }

    private Run run(ProcessBuilder bench) throws IOException, InterruptedException {
        Process process = bench.start();
        try {
            int code = process.waitFor();
            return new Run(code, Files.readString(folder.resolve("bench-out")),
                    Files.readString(folder.resolve("bench-err")));
        } finally {
            process.destroy();
        }
    }
}
