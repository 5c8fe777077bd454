package grader.conformance.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.conformance.Mark;
import grader.conformance.Outcome;
import grader.conformance.Suite;
import grader.conformance.connection.Silence;
import grader.conformance.requirements.Requirement;
import grader.conformance.tests.BrokenServers.Broken;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tester of conformance, tested: a requirement that no broken server fails says nothing. */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SuiteTest {

    /** Broken servers answer at once or never, so this is enough. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** For a server that is right. */
    private static final Duration PATIENT = Duration.ofSeconds(10);

    /** A byte now and then comes too late where others have the processor: such a trial shows nothing. */
    private static final int MOST_TIMES = 5;

    /** One in so many requirements is tried with a server that never ends; with `--all` each is. */
    private static final int SAMPLE = 10;

    /** With `--all` each server is tried against all requirements, and has to bring every trial to an end. */
    private static final boolean ALL = Boolean.getBoolean("verify.all");

    @Test
    void everyRequirementFailsForABrokenServer() throws Exception {
        Set<String> all = Suite.requirements().stream().map(Requirement::id).collect(Collectors.toSet());
        Set<String> unshaken = unshaken(all, SHORT, true);
        // On a busy machine a response may come too late, and silence does not count: those are asked again, with
        // patience.
        assertEquals(Set.of(), unshaken.isEmpty() ? unshaken : unshaken(unshaken, PATIENT, false),
                "no broken server fails these");
    }

    /** Those of these requirements that no broken server fails. */
    private static Set<String> unshaken(Set<String> these, Duration patience, boolean whole) throws Exception {
        Set<String> unshaken = new TreeSet<>(these);
        try (ExecutorService each = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            Map<Broken, Future<Set<String>>> running = new LinkedHashMap<>();
            BrokenServers.all()
                    .forEach(broken -> running.put(broken, each.submit(() -> failed(broken, these, patience))));
            for (var one : running.entrySet()) {
                Broken broken = one.getKey();
                Set<String> quick = one.getValue().get();
                Set<String> failed = quick;
                for (int again = 0; whole && again < MOST_TIMES && !isEnough(broken, failed); again++) {
                    failed = failed(broken, these, PATIENT);
                }
                Set<String> last = failed;
                assertTrue(!whole || isEnough(broken, last),
                        () -> "a server that " + broken.what() + " fails only " + last);
                unshaken.removeAll(failed);
            }
        }
        return unshaken;
    }

    private static boolean isEnough(Broken broken, Set<String> failed) {
        return broken.meant().isEmpty() ? failed.size() > 10 : failed.containsAll(broken.meant());
    }

    /**
     * The requirements that this server is meant to fail, and fails by themselves: their control requests it serves.
     * Silence counts only where it is meant.
     */
    private static Set<String> failed(Broken broken, Set<String> these, Duration patience) throws IOException {
        List<Requirement> chosen = Suite.requirements()
                .stream()
                .filter(one -> these.contains(one.id()) && (ALL || broken.isMeantFor(one.id())))
                .toList();
        try (Scripted server = new Scripted(broken.script())) {
            List<Outcome> outcomes =
                    new Suite(server.address(), () -> Optional.of(server.address()), patience).run(chosen, done -> {});
            return outcomes.stream()
                    .filter(one -> one.mark() == Mark.UNMET
                            && (one.silence() == Silence.NONE || !broken.meant().isEmpty())
                            && !one.reason().startsWith("expected success for its control request"))
                    .map(one -> one.requirement().id())
                    .filter(broken::isMeantFor)
                    .collect(Collectors.toSet());
        }
    }

    /** What is odd and allowed is not unmet. */
    @Test
    void whatTheRfcAllowsIsMet() throws IOException {
        Set<String> free = Set.of("length", "length-zero", "no-length", "get-with-content", "chunked", "chunks",
                "chunk-size-zeros", "coding-case", "name-case",
                "space-around-value", "not-a-member", "obs-fold", "cr-in-value", "bare-cr-ends-no-line",
                "bare-cr-in-request-line", "binary-in-value", "extension-bare-cr",
                "trailers", "trailer-does-not-frame", "trailer-does-not-close", "asterisk", "chunk-grammar",
                "chunked-once", "allow-grammar", "pipelined",
                "pipelined-heads", "pipelined-hundred", "pipelined-content", "close-is-said",
                "continue-content-at-once", "absolute-form-location", "no-empty-members");
        try (Scripted server = new Scripted(new Allowed())) {
            List<Requirement> chosen = Suite.requirements().stream().filter(one -> free.contains(one.id())).toList();
            assertEquals(free.size(), chosen.size());
            List<Outcome> outcomes = new Suite(server.address(), Optional::empty, PATIENT).run(chosen, done -> {});
            assertEquals(List.of(),
                    outcomes.stream()
                            .filter(one -> one.mark() == Mark.UNMET)
                            .map(one -> one.requirement().id() + ": " + one.reason() + one.seen())
                            .toList());
        }
    }

    /** Only silence is tried again: what was seen once is true. What is not late is waited for with patience. */
    @Test
    void silenceIsToldFromWhatIsWrong() throws IOException {
        assertEquals(Silence.NONE, silence(Scripted.always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), PATIENT));
        assertEquals(Silence.LATE, silence((in, out) -> in.readAllBytes(), SHORT));
        assertEquals(Silence.GONE, silence((in, out) -> Scripted.head(in), PATIENT));
    }

    /** Each requirement gets its mark, and a server that never ends a response meets none that wants one. */
    @ParameterizedTest
    @MethodSource("grader.conformance.tests.BrokenServers#withoutEnd")
    void endsWhateverAServerSends(Broken broken) throws IOException {
        List<Requirement> all = Suite.requirements();
        List<Requirement> chosen =
                ALL ? all : all.stream().filter(one -> all.indexOf(one) % SAMPLE == 0).toList();
        try (Scripted server = new Scripted(broken.script())) {
            List<Outcome> outcomes = new Suite(server.address(), Optional::empty, SHORT).run(chosen, done -> {});
            assertEquals(chosen.size(), outcomes.size());
            assertTrue(count(outcomes, Mark.UNMET) > count(outcomes, Mark.MET),
                    () -> "a server that " + broken.what() + ": " + outcomes.stream().map(Outcome::mark).toList());
        }
    }

    private static long count(List<Outcome> outcomes, Mark mark) {
        return outcomes.stream().filter(one -> one.mark() == mark).count();
    }

    /** Of a requirement that wants a response, and then the end. */
    private static Silence silence(Scripted.Script script, Duration patience) throws IOException {
        List<Requirement> chosen =
                Suite.requirements().stream().filter(one -> one.id().equals("nothing-behind-close")).toList();
        try (Scripted server = new Scripted(script)) {
            Outcome outcome = new Suite(server.address(), Optional::empty, patience).run(chosen, done -> {}).getFirst();
            assertEquals(Mark.UNMET, outcome.mark());
            return outcome.silence();
        }
    }

    @Test
    void requirementsAreWellFormed() {
        Set<String> ids = new TreeSet<>();
        for (Requirement one : Suite.requirements()) {
            assertTrue(ids.add(one.id()), () -> one.id() + " stands twice");
            assertTrue(one.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), one::id);
            assertTrue(one.clause().matches("RFC (9110|9111|9112) §\\d+(\\.\\d+)*"),
                    () -> one.id() + ": " + one.clause());
            assertTrue(one.says().endsWith(".") && one.says().length() < 120, () -> one.id() + ": " + one.says());
            assertTrue(one.why().isEmpty() || one.why().endsWith("."), () -> one.id() + ": " + one.why());
        }
        assertTrue(ids.size() >= 300, () -> ids.size() + " requirements");
    }
}
