package grader.engine;

import java.time.Duration;

/**
 * How long a check may take, whatever it waits for in its steps, and how long all checks of a grading may. A server
 * that is right needs a small part of either, on a busy machine, too.
 */
record TimeLimits(Duration check, Duration grading) {

    static final TimeLimits USUAL = new TimeLimits(Duration.ofMinutes(4), Duration.ofMinutes(6));

    /** The same, for a check that begins now in a grading that ends at this {@link System#nanoTime}. */
    TimeLimits until(long end) {
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        return left.compareTo(check) < 0 ? new TimeLimits(left, grading) : this;
    }

    String checkIsOver() {
        return "the check was not over after " + check.toSeconds()
                + " s, so it was ended: the server is slow, or waits";
    }

    String gradingIsOver() {
        return "the checks before it took more than " + grading.toSeconds() + " s";
    }
}
