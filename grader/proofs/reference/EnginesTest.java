package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Server;
import grader.proofs.mutants.tests.LabsTest;
import grader.results.result.Result;
import grader.results.result.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each engine of lab 08 serves lab 09, and ends as lab 11 needs it when the deadline of the drain is over. */
@Tag("nightly")
@Timeout(value = 8 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnginesTest {

    private static final Lab LAB = Course.here().lab("lab09");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Runs handlers one after the other, so a check that holds the catalog holds all other requests, too. */
    private static final String LOOP = "loop";
    private static final Set<String> HOLD_A_LOAD =
            Set.of("single-flight", "invalidate", "cache-status", "validators", "gzip");

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab09");

    @AutoClose
    static final ReferenceServers DRAINING = new ReferenceServers("lab11");

    /**
     * A whole grading takes a while: `--lab` and `--all` try each engine. The others try one, with one task. The engine
     * that starts a JVM for each connection has a cache for each of them, and no time for a thousand.
     */
    static Stream<Arguments> gradings() {
        if (!LabsTest.THOROUGH) {
            return Stream.of(Arguments.of(LOOP, Optional.of("files"), Set.of()));
        }
        return Stream.concat(
                Stream.of("thread", "pool", "virtual", "hybrid").map(engine -> arguments(engine, Set.of())),
                Stream.of(arguments(LOOP, HOLD_A_LOAD), Arguments.of("process", Optional.of("ranges"), Set.of())));
    }

    private static Arguments arguments(String engine, Set<String> other) {
        return Arguments.of(engine, Optional.empty(), other);
    }

    /** @param other the tasks with checks that this engine cannot pass */
    @ParameterizedTest(name = "{0}")
    @MethodSource("gradings")
    void servesTheLab(String engine, Optional<String> only, Set<String> other) {
        Settings settings = new Settings(LAB, Optional.empty(), only, "engines", false, false,
                Optional.of(REFERENCE.command("--engine", engine)));
        Result result = new Grading(settings, ignored -> {}).grade();

        assertFalse(result.graderFailed());
        assertEquals(List.of(), result.tasks()
                .stream()
                .filter(task -> only.isEmpty() || task.task().id().equals(only.get()))
                .filter(task -> !other.contains(task.task().id()))
                .flatMap(task -> task.checks().stream())
                .filter(check -> check.verdict() != Verdict.PASSED)
                .map(check -> check.id() + " " + check.verdict() + ": " + check.reason())
                .toList(), "not passed");
    }

    private static Server start(String engine, String... more) {
        List<String> flags = new ArrayList<>(List.of("--engine", engine, "--drain-timeout", "300", "--access-log",
                "off", "--write-timeout", "600000", "--handler-timeout", "600000", "--database", "jdbc:h2:mem:cutoff"
                        + DATABASES.incrementAndGet()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1"));
        Collections.addAll(flags, more);
        return DRAINING.start(flags.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "virtual", "loop", "hybrid"})
    void aClientWithoutRoomIsRejected(String engine) {
        try (Server server = REFERENCE.start("--engine", engine, "--workers", "2", "--queue", "0", "--overload",
                "reject"); Client one = server.connect()) {
            one.send(Lab01.get("/")).answer().expectStatus(200);
            try (Client two = server.connect(); Client three = server.connect()) {
                two.send(Lab01.get("/")).answer().expectStatus(200);
                Answer answer = three.send(Lab01.get("/")).answer().expectStatus(503);
                assertEquals(List.of("1"), answer.values("Retry-After"));
                three.expectEnd(Limits.PATIENCE);
            }
            assertTrue(Await.comesTrue(Limits.PATIENCE, () -> {
                try (Client next = server.connect()) {
                    return next.send(Lab01.get("/")).answer().status() == 200;
                }
            }), "room");
            one.send(Lab01.get("/")).answer().expectStatus(200);
        }
    }

    /** A second request keeps the only thread of the loop: nothing in that thread can reset the first connection. */
    @ParameterizedTest
    @ValueSource(strings = {"thread", "pool", "virtual", "loop", "hybrid", "process"})
    void aResponseThatIsCutOffDoesNotLookComplete(String engine) {
        Server server = start(engine);
        try (server;
                Client slow = server.connectSlow().send("GET /chunks/20000000 HTTP/1.0\r\nHost: localhost\r\n\r\n");
                Client busy = server.connect()) {
            assertTrue(slow.awaitData(Limits.START));
            busy.send(Lab01.get("/slow/600000"));
            server.awaitRead(busy);
            server.signal("TERM");
            server.expectExit(Limits.STOP, 1);
            String came = slow.readUntilClose(Limits.PATIENCE);
            assertTrue(came.startsWith("HTTP/1.1 200 "), came.substring(0, Math.min(came.length(), 100)));
            assertTrue(slow.wasReset(), "it ended after " + came.length() + " characters: " + slow.how());
            assertTrue(server.errorLines().stream().anyMatch(line -> line.endsWith("requests in progress: 2")),
                    server.errorLines()::toString);
            assertEquals(List.of(),
                    server.errorLines().stream().filter(line -> line.startsWith("\tat ")).toList(), "stack traces");
        }
    }

    /** Its client does not close its socket. */
    @ParameterizedTest
    @ValueSource(strings = {"thread", "pool", "virtual", "loop", "hybrid", "process"})
    void aCompleteResponseIsNotCutOff(String engine) {
        Server server = start(engine);
        try (server; Client client = server.connect()) {
            client.send("no request\r\n\r\n").answer().expectStatus(400);
            client.expectEnd(Limits.PATIENCE);
            server.signal("TERM");
            server.expectExit(Limits.STOP, 0);
            assertEquals(List.of(), server.errorLines());
        }
    }

    /**
     * As on a machine with one processor. While a thread waits for a file or a pipe, the JDK replaces its carrier only
     * for a time, here never.
     */
    @ParameterizedTest
    @ValueSource(strings = {"thread", "pool", "virtual", "loop", "hybrid", "process"})
    void oneCarrierServesAllConnections(String engine) {
        Map<String, String> oneCarrier = Map.of("JAVA_TOOL_OPTIONS",
                "-Djdk.virtualThreadScheduler.parallelism=1 -Djdk.virtualThreadScheduler.maxPoolSize=1");
        try (Server server = REFERENCE.start(oneCarrier, "--engine", engine, "--idle-timeout", "600000");
                Client idle = server.connect();
                Client next = server.connect()) {
            idle.send(Lab01.get("/")).answer().expectStatus(200);
            next.send(Lab01.get("/")).answer().expectStatus(200);
            idle.send(Lab01.get("/")).answer().expectStatus(200);
        }
    }
}
