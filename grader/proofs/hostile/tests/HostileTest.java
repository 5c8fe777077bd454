package grader.proofs.hostile.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.starter.Starter;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Server;
import grader.machine.os.Sandbox;
import grader.proofs.hostile.Expected;
import grader.proofs.hostile.Hostile;
import grader.proofs.hostile.VerdictTable;
import grader.proofs.testing.ToolProcess;
import grader.results.recorded.RecordedResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * All hostile submissions in one batch with two honest ones: each gets its verdict, in each layer of isolation. They
 * use up what they may have of the machine, so no other test runs at the same time.
 */
@Tag("nightly")
@Isolated
class HostileTest {

    private static final Lab LAB = Course.here().lab("lab01");
    private static final List<Hostile> ALL = Hostile.of(LAB);
    private static final Path README = LAB.course().root().resolve("grader/proofs/hostile/README.md");
    private static final int MOST_MINUTES = 20;

    /** Honest ones, and their points. */
    private static final Map<String, Integer> HONEST = Map.of("honest-solution", 100, "honest-starter", 0);

    @TempDir
    Path folder;

    /** A text that is in the command line of each process which a submission leaves. */
    private final String mark = "86400." + ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41);

    @Test
    void theReadmeHasTheTableOfAllVerdicts() throws IOException {
        String table = VerdictTable.of(ALL);
        assertTrue(Files.readString(README).endsWith("\n" + table),
                () -> "the end of " + README + " has to be:\n" + table);
    }

    @Test
    void inLayer1EachGetsItsVerdict() throws Exception {
        eachGetsItsVerdict("layer 1", "--no-sandbox", Hostile::layer1);
    }

    @Test
    void inLayer2EachGetsItsVerdict() throws Exception {
        assumeTrue(Sandbox.works() || System.getenv("CI") != null, "there is no bubblewrap here, or it may not work");
        eachGetsItsVerdict("layer 2", "--require-sandbox", Hostile::layer2);
    }

    /** While a solution runs on this machine. */
    private void eachGetsItsVerdict(String layer, String option, Function<Hostile, Expected> expected)
            throws Exception {
        Settings solution = new Settings(LAB, Optional.empty(), Optional.empty(), Settings.newSeed(), false, true,
                Optional.empty());
        Exception thrown = new Grading(solution, _ -> {}).withServers(start -> {
            try (Server server = start.apply(List.of("--host", "127.0.0.1", "--port", "0"))) {
                eachGetsItsVerdict(layer, option, expected, server.address().getPort());
                return null;
            } catch (Exception failed) {
                return failed;
            }
        });
        if (thrown != null) {
            throw thrown;
        }
    }

    private void eachGetsItsVerdict(String layer, String option, Function<Hostile, Expected> expected, int reference)
            throws Exception {
        Path out = folder.resolve("out");
        try (ServerSocket outside = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            write(Map.of("course", LAB.course().root().toString(), "out", out.toString(), "mark", mark, "port",
                    String.valueOf(outside.getLocalPort()), "reference", String.valueOf(reference), "mebibyte",
                    "x".repeat(1 << 20)));
            String said = run(out, option, ALL.stream().map(expected).anyMatch(Expected::isGraderError) ? 2 : 0);
            assertFalse(said.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)), said);
        }
        Map<String, RecordedResult> results = results(out);
        Map<String, String> others = new TreeMap<>();
        for (Hostile one : ALL) {
            RecordedResult result = results.remove(one.title());
            if (result == null || !expected.apply(one).fits(result)) {
                others.put(one.title(), "expected '" + expected.apply(one) + "', got " + shown(result));
            }
        }
        HONEST.forEach((name, points) -> {
            RecordedResult result = results.remove(name);
            if (result == null || !String.valueOf(points).equals(Expected.verdictOf(result))
                    || !result.tree().path("isolation").asText().startsWith(layer)) {
                others.put(name, "expected " + points + " points in " + layer + ", got " + shown(result));
            }
        });
        assertEquals(Map.of(), others, () -> String.join("\n", others.values()));
        assertEquals(List.of(), List.copyOf(results.keySet()), "results of submissions that were not handed in");
        assertEquals(List.of(), left(), "processes that submissions have left");
    }

    private void write(Map<String, String> values) throws IOException {
        Path subs = Files.createDirectory(folder.resolve("subs"));
        for (Hostile one : ALL) {
            one.write(subs.resolve(one.title()), LAB, values);
        }
        for (String name : HONEST.keySet()) {
            Path lab = Files.createDirectories(subs.resolve(name).resolve("labs").resolve(LAB.folder()));
            Map<String, String> sources = name.endsWith("starter") ? Starter.of(LAB) : Starter.reference(LAB);
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Files.writeString(lab.resolve(source.getKey()), source.getValue());
            }
        }
    }

    /** With a cache of its own: some write into it. */
    private String run(Path out, String option, int code) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(ToolProcess.command("grader.grade", "batch",
                folder.resolve("subs").toString(), "--lab", LAB.name(), "--jobs", "3", "--out", out.toString(),
                option)).directory(LAB.course().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("JBANG_CACHE_DIR", folder.resolve("cache").toString());
        Process batch = builder.start();
        try {
            assertTrue(batch.waitFor(MOST_MINUTES, TimeUnit.MINUTES), () -> "it does not end");
            assertEquals(code, batch.exitValue(), Files.readString(said));
            return Files.readString(said);
        } finally {
            batch.destroy();
        }
    }

    private static Map<String, RecordedResult> results(Path out) {
        Map<String, RecordedResult> all = new TreeMap<>();
        Folders.filesBelow(out)
                .stream()
                .filter(file -> file.getFileName().toString().endsWith(".json") && !isShard(file))
                .map(RecordedResult::read)
                .forEach(result -> all.put(result.submission().name(), result));
        return all;
    }

    private static boolean isShard(Path file) {
        return file.getFileName().toString().startsWith("shard-");
    }

    private static String shown(RecordedResult result) {
        return result == null ? "no result"
                : "'" + Expected.verdictOf(result) + ": " + result.problem().orElse("")
                        + result.tree()
                                .findValuesAsText("reason")
                                .stream()
                                .filter(why -> !why.isBlank())
                                .distinct()
                                .toList()
                        + "'";
    }

    /** Command lines that have the mark in them. */
    private List<String> left() throws IOException {
        List<String> left = new ArrayList<>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String command = commandLine(process);
                if (command.contains(mark)) {
                    left.add(command);
                }
            }
        }
        return left;
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8).replace('\0',
                    ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
