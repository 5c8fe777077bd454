package grader.checks.lab13;

import java.util.Locale;

/** Another server that the learner's server calls, and which has a breaker. */
enum Callee {

    PRICING,
    CATALOG,
    PAYMENTS;

    /** The name of its breaker. */
    String breaker() {
        return name().toLowerCase(Locale.ROOT);
    }
}
