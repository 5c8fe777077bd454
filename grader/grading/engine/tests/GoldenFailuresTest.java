package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.console.Style;
import grader.proofs.testing.BrokenServer;
import grader.proofs.testing.GoldenFile;
import grader.proofs.testing.GoldenMask;
import grader.results.report.ConsoleReport;
import grader.results.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a learner reads about each broken server, word for word: golden/lab01/ keeps it. */
class GoldenFailuresTest {

    /** How a server is broken, and the checks that show it best, or all. */
    private static final Map<String, List<String>> WAYS = new TreeMap<>(Map.ofEntries(
            Map.entry("never-listens", List.of("listens")),
            Map.entry("exits", List.of("listens", "all")),
            Map.entry("does-not-accept", List.of("one-after-another")),
            Map.entry("closes-at-once", List.of("one-after-another", "too-long")),
            Map.entry("resets", List.of("mirror")),
            Map.entry("half-an-answer", List.of("mirror")),
            Map.entry("resets-half-way", List.of("mirror")),
            Map.entry("computes", List.of("accept-loop")),
            Map.entry("computes-in-a-virtual-thread", List.of("one-after-another")),
            Map.entry("garbage", List.of("exact-head")),
            Map.entry("answers-twice", List.of("one-response")),
            Map.entry("length-too-long", List.of("mirror")),
            Map.entry("length-too-short", List.of("length-in-bytes", "mirror")),
            Map.entry("endless-body", List.of("mirror"))));

    private static final Map<String, Future<String>> REPORTS = new TreeMap<>();
    private static ExecutorService threads;

    /**
     * Some gradings are nothing but waiting. So all begin at once, on threads of their own, and hold up no other test.
     */
    @BeforeAll
    static void gradeAll(@TempDir Path classes) throws IOException {
        BrokenServer broken = new BrokenServer(classes);
        threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("golden-", 0).factory());
        WAYS.forEach((way, checks) -> REPORTS.put(way, threads.submit(
                () -> checks.stream().map(check -> report(broken, way, check)).collect(Collectors.joining("\n")))));
    }

    private static String report(BrokenServer broken, String way, String check) {
        Result result = broken.grade(way, Optional.of(check).filter(name -> !name.equals("all")));
        return GoldenMask.of(ConsoleReport.of(result, Style.PLAIN), result, broken.program(way), "java Broken " + way);
    }

    static Set<String> ways() {
        return WAYS.keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void isToldInTheseWords(String way) throws Exception {
        assumeTrue(!way.equals("does-not-accept") || Files.isReadable(Path.of("/proc/net/tcp")),
                "only Linux tells who waits to be accepted");
        new GoldenFile("lab01/" + way + ".txt").expect(REPORTS.get(way).get());
    }

    @Test
    void nothingElseIsKept() throws IOException {
        try (Stream<Path> files = Files.list(GoldenFile.folder().resolve("lab01"))) {
            assertEquals(Set.of(), files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .filter(name -> !WAYS.containsKey(name))
                    .collect(Collectors.toSet()), "files of ways that are gone: delete them");
        }
    }

    @AfterAll
    static void close() {
        threads.close();
    }
}
