package grader.run;

import grader.report.Result.Failure;
import grader.report.Verdict;
import grader.wire.RestFailure;
import java.util.List;
import java.util.Optional;

/** How one run of a check went. */
record Attempt(Verdict verdict, String reason, Optional<Failure> failure, long millis) {

    private static final String CONTROL =
            "A control is the nearest case that has to succeed. While it does not, the check itself "
                    + "could not tell right from wrong: mend this first.";

    static Attempt passed(long start) {
        return new Attempt(Verdict.PASSED, "", Optional.empty(), millisSince(start));
    }

    static Attempt skipped(String reason) {
        return without(Verdict.SKIPPED, reason);
    }

    static Attempt notRun(String reason) {
        return without(Verdict.NOT_RUN, reason);
    }

    /** A verdict that needed no run. */
    static Attempt without(Verdict verdict, String reason) {
        return new Attempt(verdict, reason, Optional.empty(), 0);
    }

    /** What a check threw, and what that says about the server, this machine, or the grader. */
    static Attempt of(Throwable thrown, Case one, Rig rig, long start) {
        long millis = millisSince(start);
        return switch (thrown) {
            case Rig.Skipped skipped -> new Attempt(Verdict.SKIPPED, skipped.getMessage(), Optional.empty(), millis);
            case Rig.ControlFailed control -> new Attempt(Verdict.NOT_RUN,
                    "its control failed: " + control.getMessage(), failure(rig, CONTROL), millis);
            case NotStarted failed ->
                new Attempt(Verdict.FAILED, failed.getMessage(), failure(rig, NotStarted.EXPLANATION), millis);
            default -> RestFailure.of(thrown, rig.transcript())
                    .map(failed -> new Attempt(Verdict.FAILED, failed.getMessage(), failure(rig, one.check().explain()),
                            millis))
                    .orElseGet(() -> new Attempt(Verdict.GRADER_ERROR, thrown + " at " + place(thrown),
                            failure(rig, one.check().explain()), millis));
        };
    }

    private static Optional<Failure> failure(Rig rig, String explanation) {
        return Optional.of(new Failure(rig.transcript().steps(), explanation, List.copyOf(rig.serverSaid()), ""));
    }

    private static String place(Throwable thrown) {
        return List.of(thrown.getStackTrace())
                .stream()
                .filter(frame -> frame.getClassName().startsWith("grader."))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("?");
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }

    /** Failed because the server did not start. */
    boolean isOfTheStart() {
        return isFailed() && failure.filter(what -> what.explanation().equals(NotStarted.EXPLANATION)).isPresent();
    }

    boolean isGraderError() {
        return verdict == Verdict.GRADER_ERROR;
    }

    Attempt as(Verdict other, String why) {
        return new Attempt(other, why, failure, millis);
    }

    /** With another verdict that needs no proof: it follows from that of another check. */
    Attempt becauseOfAnother(String why) {
        return new Attempt(Verdict.NOT_RUN, why, Optional.empty(), millis);
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
