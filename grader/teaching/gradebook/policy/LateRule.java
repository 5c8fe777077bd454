package grader.teaching.gradebook.policy;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * What lateness costs. A submission within the grace period is on time; after it, hours and days count from the due
 * date, and each that has begun costs `amount`.
 *
 * @param grace none: there is no grace period
 * @param amount none: lateness costs nothing before the cut-off
 * @param unit hours, or days
 * @param most that lateness costs in all
 * @param cutOff how long after the due date a submission still counts
 */
public record LateRule(Optional<Span> grace, Optional<Amount> amount, ChronoUnit unit, Optional<Amount> most,
        Optional<Span> cutOff) {

    /** Lateness costs nothing. */
    public static final LateRule NONE =
            new LateRule(Optional.empty(), Optional.empty(), ChronoUnit.DAYS, Optional.empty(), Optional.empty());

    /**
     * What lateness costs.
     *
     * @param started the hours or days that have begun since the due date
     * @param points to be taken from the score
     * @param tooLate whether the submission does not count
     */
    public record Penalty(long started, ChronoUnit unit, double points, boolean tooLate) {

        /** `on time`, `3 days late`, `too late`. */
        @Override
        public String toString() {
            String units = unit.name().toLowerCase(Locale.ROOT);
            return started == 0 ? "on time"
                    : tooLate ? "too late"
                            : started + " " + (started == 1 ? units.substring(0, units.length() - 1) : units) + " late";
        }
    }

    /** @param score out of 100, which a penalty never makes negative */
    public Penalty penalty(ZonedDateTime due, Instant submitted, double score) {
        ZonedDateTime onTime = grace.map(span -> span.after(due)).orElse(due);
        if (!submitted.isAfter(onTime.toInstant())) {
            return new Penalty(0, unit, 0, false);
        }
        long started = started(due, submitted.atZone(due.getZone()));
        if (cutOff.isPresent() && submitted.isAfter(cutOff.get().after(due).toInstant())) {
            return new Penalty(started, unit, score, true);
        }
        double points = amount.map(each -> each.of(score) * started).orElse(0.0);
        double limit = Math.min(score, most.map(limited -> limited.of(score)).orElse(score));
        return new Penalty(started, unit, Math.min(points, limit), false);
    }

    private long started(ZonedDateTime due, ZonedDateTime submitted) {
        long whole = unit.between(due, submitted);
        return due.plus(whole, unit).toInstant().isBefore(submitted.toInstant()) ? whole + 1 : whole;
    }
}
