package grader.grading.engine;

import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.core.console.MachineFault;
import grader.grading.server.ControlFailed;
import grader.grading.server.NotStarted;
import grader.grading.server.Unavailable;
import grader.results.report.FailureText;
import grader.results.result.Cases;
import grader.results.result.Result.Failure;
import grader.results.result.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * How one run of a check went.
 *
 * @param reason for whatever is not passed: one line
 */
record CheckRun(Verdict verdict, String reason, Optional<Failure> failure, Cases cases, long millis) {

    private static final String CONTROL =
            "A control is the nearest case that has to succeed. While it does not, the check itself "
                    + "could not tell right from wrong: fix this first.";

    static CheckRun skipped(String reason) {
        return without(Verdict.SKIPPED, reason);
    }

    static CheckRun notRun(String reason) {
        return without(Verdict.NOT_RUN, reason);
    }

    /** A verdict that needed no run. */
    static CheckRun without(Verdict verdict, String reason) {
        return new CheckRun(verdict, reason, Optional.empty(), Cases.NONE, 0);
    }

    /**
     * What came of the steps of a check, and what that says about the server, this machine, or the grader.
     *
     * @param thrown by the steps, if they ended with that
     */
    static CheckRun of(Optional<Throwable> thrown, CheckDefinition one, Rig rig, long start) {
        return ofSteps(thrown, one, rig, millisSince(start)).orLoop(rig);
    }

    /** What the cases of a check have shown that has not ended. */
    static CheckRun soFar(CheckDefinition one, Rig rig, long start) {
        return ofSteps(Optional.empty(), one, rig, millisSince(start));
    }

    /** Where one has waited in vain, its server may compute in vain. */
    private CheckRun orLoop(Rig rig) {
        return failure.filter(what -> millis >= Limits.PATIENCE.toMillis() / 3 && !rig.isExpired())
                .flatMap(what -> rig.endlessLoop()
                        .map(where -> new CheckRun(verdict, "the server is in an endless loop"
                                + (where.isEmpty() ? "" : ", in " + where) + ": " + reason,
                                Optional.of(what.looping(where)), cases, millis)))
                .orElse(this);
    }

    private static CheckRun ofSteps(Optional<Throwable> thrown, CheckDefinition one, Rig rig, long millis) {
        Cases cases = rig.cases(thrown.isEmpty());
        String explain = one.explain();
        if (rig.isExpired()) {      // what was thrown then says nothing: its servers were ended
            return new CheckRun(Verdict.FAILED, rig.expired(), failure(rig, explain), cases, millis);
        }
        Optional<String> overLimit = rig.overLimit();
        if (overLimit.isPresent() && (thrown.isPresent() || !cases.failed().isEmpty())) {
            return new CheckRun(Verdict.FAILED, "the server was ended by the grader, because " + overLimit.get(),
                    failure(rig, explain), cases, millis);
        }
        if (!cases.failed().isEmpty()) {
            return new CheckRun(Verdict.FAILED, cases.failed().getFirst(), failure(rig, explain), cases, millis);
        }
        return thrown.map(cause -> of(cause, rig, explain, millis))
                .orElseGet(() -> new CheckRun(Verdict.PASSED, "", Optional.empty(), cases, millis));
    }

    private static CheckRun of(Throwable thrown, Rig rig, String explain, long millis) {
        return switch (thrown) {
            case MachineFault fault ->
                ended(Verdict.GRADER_ERROR, fault.getMessage(), failure(rig, explain), millis);
            case Unavailable skipped -> ended(Verdict.SKIPPED, skipped.getMessage(), Optional.empty(), millis);
            case ControlFailed control ->
                ended(Verdict.NOT_RUN, "its control failed: " + control.getMessage(), failure(rig, CONTROL), millis);
            case NotStarted failed ->
                ended(Verdict.FAILED, failed.getMessage(),
                        failure(rig, rig.hasStarted() ? explain : NotStarted.EXPLANATION), millis);
            default -> CheckFailed.of(thrown)
                    .map(failed -> ended(Verdict.FAILED, failed.getMessage(), failure(rig, explain), millis))
                    .orElseGet(() -> ended(Verdict.GRADER_ERROR, thrown + " at " + place(thrown),
                            failure(rig, explain), millis));
        };
    }

    private static CheckRun ended(Verdict verdict, String reason, Optional<Failure> failure, long millis) {
        return new CheckRun(verdict, reason, failure, Cases.NONE, millis);
    }

    private static Optional<Failure> failure(Rig rig, String explanation) {
        return Optional.of(new Failure(rig.steps(), explanation, List.copyOf(rig.serverSaid()), "", ""));
    }

    private static String place(Throwable thrown) {
        return List.of(thrown.getStackTrace())
                .stream()
                .filter(frame -> frame.getClassName().startsWith("grader."))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("?");
    }

    /** What has failed says nothing, by the fault of this machine. */
    CheckRun because(MachineFault fault) {
        return as(Verdict.GRADER_ERROR, fault.getMessage());
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }

    /** Failed because the first server of the check did not start. */
    boolean isOfTheStart() {
        return isFailed() && failure.filter(what -> what.explanation().equals(NotStarted.EXPLANATION)).isPresent();
    }

    boolean isGraderError() {
        return verdict == Verdict.GRADER_ERROR;
    }

    CheckRun as(Verdict other, String why) {
        return new CheckRun(other, why, failure, cases, millis);
    }

    /** With another verdict that needs no proof: it follows from that of another check. */
    CheckRun becauseOfAnother(String why) {
        return new CheckRun(Verdict.NOT_RUN, why, Optional.empty(), Cases.NONE, millis);
    }

    /** What happened, as an editor or JUnit's own launcher shows it. */
    String inFull() {
        return reason + failure.map(what -> "\n\n" + FailureText.of(what)).orElse("");
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
