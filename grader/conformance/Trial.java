package grader.conformance;

/**
 * How it is seen whether a requirement is met: it returns if so, and throws {@link Unmet} or {@link NotApplicable}
 * otherwise.
 */
@FunctionalInterface
interface Trial {

    void run(Wire wire);
}
