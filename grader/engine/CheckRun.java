package grader.engine;

import grader.http.CheckFailed;
import grader.result.Result.Failure;
import grader.result.Verdict;
import grader.server.ControlFailed;
import grader.server.NotStarted;
import java.util.List;
import java.util.Optional;

/** How one run of a check went. */
record CheckRun(Verdict verdict, String reason, Optional<Failure> failure, long millis) {

    private static final String CONTROL =
            "A control is the nearest case that has to succeed. While it does not, the check itself "
                    + "could not tell right from wrong: mend this first.";

    static CheckRun passed(long start) {
        return new CheckRun(Verdict.PASSED, "", Optional.empty(), millisSince(start));
    }

    static CheckRun skipped(String reason) {
        return without(Verdict.SKIPPED, reason);
    }

    static CheckRun notRun(String reason) {
        return without(Verdict.NOT_RUN, reason);
    }

    /** A verdict that needed no run. */
    static CheckRun without(Verdict verdict, String reason) {
        return new CheckRun(verdict, reason, Optional.empty(), 0);
    }

    /** What a check threw, and what that says about the server, this machine, or the grader. */
    static CheckRun of(Throwable thrown, CheckDefinition one, Rig rig, long start) {
        long millis = millisSince(start);
        return switch (thrown) {
            case Rig.Skipped skipped -> new CheckRun(Verdict.SKIPPED, skipped.getMessage(), Optional.empty(), millis);
            case ControlFailed control -> new CheckRun(Verdict.NOT_RUN,
                    "its control failed: " + control.getMessage(), failure(rig, CONTROL), millis);
            case NotStarted failed ->
                new CheckRun(Verdict.FAILED, failed.getMessage(), failure(rig, NotStarted.EXPLANATION), millis);
            default -> CheckFailed.of(thrown)
                    .map(failed -> new CheckRun(Verdict.FAILED, failed.getMessage(),
                            failure(rig, one.check().explain()),
                            millis))
                    .orElseGet(() -> new CheckRun(Verdict.GRADER_ERROR, thrown + " at " + place(thrown),
                            failure(rig, one.check().explain()), millis));
        };
    }

    /** Its time was over. What it threw then says nothing: its servers were ended. */
    static CheckRun expired(CheckDefinition one, Rig rig, long start) {
        return new CheckRun(Verdict.FAILED, rig.expired(), failure(rig, one.check().explain()), millisSince(start));
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

    CheckRun as(Verdict other, String why) {
        return new CheckRun(other, why, failure, millis);
    }

    /** With another verdict that needs no proof: it follows from that of another check. */
    CheckRun becauseOfAnother(String why) {
        return new CheckRun(Verdict.NOT_RUN, why, Optional.empty(), millis);
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
