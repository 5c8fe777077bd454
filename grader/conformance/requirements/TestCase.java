package grader.conformance.requirements;

import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;

/**
 * Tests whether a requirement is met: it returns if so, and throws {@link Unmet} or {@link NotApplicable} otherwise.
 */
@FunctionalInterface
public interface TestCase {

    void run(Connections wire);
}
