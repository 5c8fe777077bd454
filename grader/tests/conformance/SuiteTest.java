package grader.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.conformance.Mark;
import grader.conformance.Outcome;
import grader.conformance.Requirement;
import grader.conformance.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The tester of conformance, tested: a requirement that no broken server fails says nothing. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(named = "verify.all", matches = "true", disabledReason = "it takes a processor for a minute: with --all, nightly")
class SuiteTest {

    /** Broken servers answer at once or never, so this is enough. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void everyRequirementFailsForABrokenServer() {
        Set<String> unshaken = new TreeSet<>();
        Map<String, Set<String>> failing = new ConcurrentHashMap<>();
        Suite.requirements().forEach(one -> unshaken.add(one.id()));
        BrokenServers.all().entrySet().parallelStream().forEach(broken -> failing.put(broken.getKey(), unmet(broken.getValue())));
        failing.forEach((broken, unmet) -> {
            assertTrue(unmet.size() > 20, "a server that " + broken + " fails only " + unmet);
            unshaken.removeAll(unmet);
        });
        assertEquals(Set.of(), unshaken, "no broken server fails these");
    }

    private static Set<String> unmet(Scripted.Script script) {
        try (Scripted server = new Scripted(script)) {
            List<Outcome> outcomes = new Suite(server.address(), () -> Optional.of(server.address()), SHORT).run(Suite.requirements(), done -> { });
            return outcomes.stream().filter(one -> one.mark() == Mark.UNMET).map(one -> one.requirement().id()).collect(Collectors.toSet());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Test
    void requirementsAreWellFormed() {
        Set<String> ids = new TreeSet<>();
        for (Requirement one : Suite.requirements()) {
            assertTrue(ids.add(one.id()), () -> one.id() + " stands twice");
            assertTrue(one.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), one::id);
            assertTrue(one.clause().matches("RFC (9110|9112) §\\d+(\\.\\d+)*"), () -> one.id() + ": " + one.clause());
            assertTrue(one.says().endsWith(".") && one.says().length() < 120, () -> one.id() + ": " + one.says());
            assertTrue(one.why().isEmpty() || one.why().endsWith("."), () -> one.id() + ": " + one.why());
        }
        assertTrue(ids.size() >= 300, () -> ids.size() + " requirements");
    }
}
