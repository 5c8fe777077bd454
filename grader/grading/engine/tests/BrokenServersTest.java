package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Await;
import grader.core.console.Style;
import grader.proofs.testing.BrokenServer;
import grader.results.report.ConsoleReport;
import grader.results.result.Result;
import grader.results.result.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are broken in one way each: the grader says in which, ends in time, and leaves nothing running. */
class BrokenServersTest {

    private static BrokenServer broken;

    @BeforeAll
    static void compile(@TempDir Path classes) throws IOException {
        broken = new BrokenServer(classes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            exits            | listens            | ended with exit code 3 before it printed 'listening on
            exits            | listens            | it said: no license key found
            closes-at-once   | one-after-another  | expected a response for client 1 of 6, but the server closed the connection
            closes-at-once   | fields-of-the-response | expected a response, but the server closed the connection
            resets           | fields-of-the-response | expected a response, but the server reset the connection
            garbage          | exact-head         | expected a response that begins with HTTP/1.1 200, got \\x00\\x01\\x02 hello
            elsewhere        | listens            | is no address of this machine
            ignores-sigterm  | terminated         | expected the server to end, but it still runs
            """)
    void isNamed(String way, String check, String message) {
        Result result = broken.grade(way, check);
        Result.CheckResult found = result.tasks().getFirst().checks().getFirst();
        String text = ConsoleReport.of(result, Style.PLAIN);
        assertEquals(Verdict.FAILED, found.verdict(), text);
        assertTrue(text.contains(message), () -> "'" + message + "' is missing in:\n" + text);
        assertTrue(text.contains("again:  ./jbang grade lab01 --command '")
                && text.contains(" --only " + check + " --seed b0"), text);
        assertFalse(text.contains("\tat "), text);
    }

    @Test
    void whereSomeServersStartOneThatDoesNotIsAFailureAndExplainedAsSuch() {
        Result result = broken.grade("exits-on-a-port", "bind");
        Map<String, Result.CheckResult> checks = result.tasks()
                .getFirst()
                .checks()
                .stream()
                .collect(Collectors.toMap(Result.CheckResult::id, Function.identity()));
        assertEquals(Verdict.PASSED, checks.get("listens").verdict());
        assertEquals(Verdict.FAILED, checks.get("port-is-used").verdict());
        assertTrue(checks.get("port-is-used")
                .failure()
                .orElseThrow()
                .explanation()
                .startsWith("A server has started once"), checks::toString);
        assertTrue(checks.values().stream().noneMatch(check -> check.reason().equals("the server does not start")),
                checks::toString);
    }

    /** With --only, and what is no foundation, as well. */
    @Test
    void whereNoneStartsOneFailureSaysSo() {
        List<Result.CheckResult> checks = broken.grade("exits", "close").tasks().getFirst().checks();
        assertEquals(1, checks.stream().filter(check -> check.verdict() == Verdict.FAILED).count(), checks::toString);
        assertEquals(checks.size() - 1, checks.stream()
                .filter(check -> check.verdict() == Verdict.NOT_RUN
                        && check.reason().equals("the server does not start") && check.failure().isEmpty())
                .count(), checks::toString);
    }

    @Test
    void aFloodOfOutputIsDrained() {
        assertEquals(Verdict.PASSED,
                broken.grade("floods", "listens").tasks().getFirst().checks().getFirst().verdict());
    }

    @Test
    void theGradersEnvironmentIsNotHandedOn() {
        Result.CheckResult check = broken.grade("tells-environment", "listens").tasks().getFirst().checks().getFirst();
        String said = check.failure().orElseThrow().steps().getLast().lines().getFirst();
        assertTrue(said.contains("PATH") && said.contains("TMPDIR"), said);
        for (String name : said.replace("it said: ", "").split(" ")) {
            assertTrue(name.matches(
                    "PATH|JAVA_HOME|HOME|TMPDIR|LANG|INSIDE_THE_SERVER_RUN|[A-Z]+_(ROOT|HOME|DIR)|GOROOT|GOPATH|"
                            + "PWD|SHLVL|OLDPWD|_"),
                    () -> name + " was handed on");
        }
    }

    @Test
    void aPortThatIsSomebodyElsesDoesNotCount() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Result result = broken.grade("wrong-port " + other.getLocalPort(), "listens");
            assertTrue(
                    result.tasks()
                            .getFirst()
                            .checks()
                            .getFirst()
                            .reason()
                            .contains("does not itself listen on that port"),
                    ConsoleReport.of(result, Style.PLAIN));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"leaves-child", "leaves-bare-child"})
    void aChildThatRunsAwayIsEnded(String way) {
        String seconds = "7" + ThreadLocalRandom.current().nextLong(100_000, 999_999);
        broken.grade(way + " " + seconds, "listens");
        // it has been killed; the kernel may take a moment
        assertTrue(Await.comesTrue(Duration.ofSeconds(10), () -> !runs(seconds)), "sleep " + seconds + " still runs");
    }

    private static boolean runs(String argument) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info()
                        .arguments()
                        .filter(arguments -> List.of(arguments).contains(argument))
                        .isPresent());
    }
}
