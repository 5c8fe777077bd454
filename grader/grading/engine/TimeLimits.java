package grader.grading.engine;

import java.time.Duration;

/**
 * How long a check may take, whatever it waits for in its steps, and how long all checks of a grading may, in
 * {@link grader.clients.http.UsableTime}. A server that is right needs a small part of either.
 */
record TimeLimits(Duration check, Duration grading) {

    static final TimeLimits USUAL = new TimeLimits(Duration.ofMinutes(2), Duration.ofMinutes(6));

    /** The same, for a check that begins now in a grading that has so much time left. */
    TimeLimits within(Duration left) {
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
