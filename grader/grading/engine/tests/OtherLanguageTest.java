package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.DataFolder;
import grader.core.source.Change;
import grader.grading.engine.CheckDefinition;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.machine.os.Commands;
import grader.machine.os.SocketTable;
import grader.proofs.mutants.tests.LabsTest;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is not written in Java gets what it deserves: by `--command`, by `--url`, and with one mistake. */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OtherLanguageTest {

    private static final Path FOLDER = Course.here().root().resolve("grader/grading/engine/tests/python");
    private static final Path NODE_SERVER = FOLDER.resolveSibling("node").resolve("lab08.mjs");
    private static final Lab LAB = Course.here().lab("lab01");
    private static final boolean PYTHON =
            Commands.succeeds("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))");
    private static final boolean NODE =
            Commands.succeeds("node", "-e", "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)");
    private static final Path SERVER = server(LAB);
    private static final List<String> MACHINE = List.of("this machine ", "this system ", "SIGINT is ignored here ");
    /** What looks at the server's database, or holds its threads between two steps. */
    private static final String JAVA = "only a Java server that the grader compiles ";

    /** `lab01.py` with one mistake, a {@link Change} of it. Python's tokens are near enough to Java's. */
    record Variant(String task, String mistake, String replace, String with) {

        String in(String source) {
            return new Change("lab01.py", replace, with.strip()).in("lab01.py", source);
        }

        @Override
        public String toString() {
            return task + ": " + mistake;
        }
    }

    static List<Variant> variants() {
        return DataFolder.read(FOLDER.resolve(LAB.name()), new TypeReference<Variant>() {}, (name, variant) -> variant,
                "the other files of that folder show what stands in one");
    }

    /** One variant, as each costs a whole grading; `--lab` and `--all` take all of them. */
    static List<Variant> tried() {
        return LabsTest.THOROUGH ? variants() : variants().subList(0, 1);
    }

    /**
     * The last lab with a server here, which is made of all that the others need; `--lab` and `--all` take each of
     * them. A database is watched by a driver for Java, so lab 10 has none, and later labs' are graded without one.
     */
    static Stream<Lab> labs() {
        List<Lab> labs = LabsTest.labs().filter(lab -> Files.exists(server(lab))).toList();
        return LabsTest.THOROUGH || labs.isEmpty() ? labs.stream() : Stream.of(labs.getLast());
    }

    private static Path server(Lab lab) {
        return FOLDER.resolve(lab.name() + ".py");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    void aCommandCanEarnAllPoints(Lab lab) {
        assumePython();
        earns(100, grade(lab, command(server(lab))));
    }

    /** A runtime that has an event loop, and nothing else: its server has one engine of lab 08. */
    @ParameterizedTest
    @ValueSource(strings = {"loop", "deadlines"})
    void someTasksCanBeDoneInNode(String name) {
        assumeTrue(NODE, "there is no node of version 20 or later here");
        Lab lab = Course.here().lab("lab08");
        Task task = lab.task(name).orElseThrow();
        earns(task.points(),
                grade(lab, command("node", NODE_SERVER), Optional.of(name)));
    }

    private static void earns(int points, Result result) {
        List<CheckResult> others = checks(result).filter(check -> check.verdict() != Verdict.PASSED).toList();
        assertEquals(List.of(), others.stream().filter(check -> !isOfTheMachine(check) && !needsJava(check)).toList(),
                "neither passed nor skipped because of the machine or the language");
        assertEquals(points - others.stream().mapToInt(CheckResult::points).sum(), result.earned());
        assertEquals(result.checkable(), result.earned());
        assertEquals(0, result.exitCode());
    }

    @Test
    void aUrlEarnsWhatTheWireShows() throws Exception {
        List<CheckDefinition> byWire =
                CheckDefinition.of(LAB).stream().filter(one -> !one.check().ownServer()).toList();
        int deserved = byWire.stream().mapToInt(one -> one.check().points()).sum();
        assumePython();
        Process server = new ProcessBuilder("python3", SERVER.toString(), "--port", "0", "--access-log", "off").start();
        try {
            URI address = URI.create(server.inputReader().readLine().replaceFirst("^lab01 listening on ", ""));
            Result result = grade(LAB,
                    new Program.Url(new InetSocketAddress(address.getHost(), address.getPort()), Optional.empty()));

            assertEquals(byWire.stream().map(CheckDefinition::id).collect(Collectors.toSet()),
                    ids(result, Verdict.PASSED),
                    "passed");
            checks(result).filter(check -> check.verdict() != Verdict.PASSED).forEach(check -> {
                assertEquals(Verdict.SKIPPED, check.verdict(), check.id());
                assertTrue(check.reason().startsWith("it needs a server that the grader starts"), check::toString);
            });
            assertEquals(deserved, result.earned());
            assertEquals(deserved, result.checkable());
            assertTrue(0 < deserved && deserved < result.total(),
                    () -> deserved + " points can be had by the wire alone");
            assertTrue(server.isAlive(), "a server that the grader did not start is left running");
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void everyTaskHasAVariant() throws IOException {
        assertEquals(LAB.tasks().stream().filter(task -> !task.stretch()).map(Task::id).sorted().toList(),
                variants().stream().map(Variant::task).sorted().toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tried")
    void aMistakeCostsItsTask(Variant variant, @TempDir Path folder) throws IOException {
        assumePython();
        Path server = Files.writeString(folder.resolve("lab01.py"), variant.in(Files.readString(SERVER)));
        Result result = grade(LAB, command(server));

        assertEquals(Set.of(variant.task()), result.tasks()
                .stream()
                .filter(task -> task.checks().stream().anyMatch(check -> check.verdict() == Verdict.FAILED))
                .map(task -> task.task().id())
                .collect(Collectors.toSet()), () -> "the tasks in which it fails: " + failures(result));
        assertEquals(List.of(), checks(result)
                .filter(check -> !Set.of(Verdict.PASSED, Verdict.FAILED, Verdict.NOT_RUN).contains(check.verdict())
                        && !isOfTheMachine(check))
                .toList(), "neither passed, failed, nor not run");
        assertTrue(result.earned() < result.checkable(), "it has lost points");
        assertEquals(variant.task(), result.next().orElseThrow().task().id(), "the next step");
        assertEquals(1, result.exitCode());
    }

    /** Port 0 is a port that is free at one address: at another a program may have it. */
    @Test
    void whoListensOnItsPortElsewhereIsNotTheServer(@TempDir Path folder) throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = somebody.getLocalPort();
            assumeTrue(
                    SocketTable.exists()
                            && SocketTable.listener(new InetSocketAddress("127.0.0.2", port), any -> true).isEmpty(),
                    "this system does not tell who listens at which address");
            Path chosen = Files.writeString(folder.resolve("chosen.sh"), """
                    case "$*" in
                      *127.0.0.2*) exec python3 '%s' --host 127.0.0.2 --port %s ;;
                      *) exec python3 '%s' "$@" ;;
                    esac
                    """.formatted(SERVER, port, SERVER));
            assumePython();
            Result result =
                    grade(LAB, new Program.Command("sh '" + chosen + "'"), Optional.of("only-the-given-address"));

            assertEquals(List.of(Verdict.PASSED), checks(result).map(CheckResult::verdict).toList(),
                    () -> failures(result));
        }
    }

    private static Result grade(Lab lab, Program program) {
        return grade(lab, program, Optional.empty());
    }

    private static Result grade(Lab lab, Program program, Optional<String> only) {
        Settings settings = new Settings(lab, Optional.empty(), only, "other", false, false, Optional.of(program));
        Result result = new Grading(settings, ignored -> {}).grade();
        assertEquals(Optional.empty(), result.problem());
        assertFalse(result.graderFailed(), () -> "grader errors: " + failures(result));
        return result;
    }

    private static Program command(Path server) {
        assumePython();
        return command("python3", server);
    }

    private static Program command(String runtime, Path server) {
        return new Program.Command(runtime + " '" + server.toString().replace("'", "'\\''") + "'");
    }

    private static void assumePython() {
        assumeTrue(PYTHON, "there is no python3 of version 3.8 or later here");
    }

    private static boolean isOfTheMachine(CheckResult check) {
        return check.verdict() == Verdict.SKIPPED && MACHINE.stream().anyMatch(check.reason()::startsWith);
    }

    private static boolean needsJava(CheckResult check) {
        return check.verdict() == Verdict.SKIPPED && check.reason().startsWith(JAVA);
    }

    private static Stream<CheckResult> checks(Result result) {
        return result.tasks().stream().flatMap(task -> task.checks().stream());
    }

    private static Set<String> ids(Result result, Verdict verdict) {
        return checks(result).filter(check -> check.verdict() == verdict)
                .map(CheckResult::id)
                .collect(Collectors.toSet());
    }

    private static String failures(Result result) {
        return checks(result)
                .filter(check -> check.verdict() == Verdict.FAILED || check.verdict() == Verdict.GRADER_ERROR)
                .map(check -> check.id() + ": " + check.reason())
                .collect(Collectors.joining("; "));
    }
}
