package grader.grading.engine;

import grader.clients.http.CheckFailed;
import grader.clients.http.Transcript;
import grader.clients.http.Transcript.Step;
import grader.grading.server.ControlFailed;
import grader.grading.server.NotStarted;
import grader.results.result.Cases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The cases within a check: those that pass one after another are told in one line. All of them are tried; the first
 * that fails is told in full, the others in one line each.
 */
final class SubCases {

    /** After so long with cases that fail, the others are not tried: most often all wait for the same thing. */
    private static final Duration MOST = Duration.ofSeconds(6);

    /** As many that pass one after another have a line each; of more, only the last are named. */
    private static final int NAMED = 3;

    private final Supplier<Transcript> transcript;
    private final BooleanSupplier goesOn;
    private final Set<String> controls = new HashSet<>();      // that have passed
    private final List<String> failed = new ArrayList<>();
    private Optional<List<Step>> firstFailure = Optional.empty();
    private int all;
    private int untried;
    private boolean within;
    private final List<String> row = new ArrayList<>();     // cases that have passed since anything else was told
    private int startOfRow;                                 // in the transcript
    private int endOfRow;
    private Duration lost = Duration.ZERO;

    /**
     * @param transcript with all that has passed so far, whatever client it was
     * @param goesOn whether the servers are still there
     */
    SubCases(Supplier<Transcript> transcript, BooleanSupplier goesOn) {
        this.transcript = transcript;
        this.goesOn = goesOn;
    }

    /** One within a case that has passed in an earlier case is not tried again. */
    void control(String what, Runnable steps) {
        if (within && controls.contains(what)) {
            transcript.get().tell("control passed: " + what);
            return;
        }
        int before = transcript.get().length();
        transcript.get().tell("first, as a control: " + what);
        try {
            steps.run();
            transcript.get().fold(before, "control passed: " + what);
            controls.add(what);
        } catch (Throwable thrown) {
            throw new ControlFailed(what + ": " + explained(thrown).getMessage());
        }
    }

    /** A case that has nothing to do with the others: they are tried, too, if it fails. */
    void each(String what, Runnable steps) {
        if (within) {
            step(what, steps);
            return;
        }
        all++;
        if (!failed.isEmpty() && (!goesOn.getAsBoolean() || lost.compareTo(MOST) > 0)) {
            untried++;
            return;
        }
        long start = System.nanoTime();
        int before = transcript.get().length();
        within = true;
        try {
            step(what, steps);
            passed(what, before);
        } catch (NotStarted failed) {
            throw failed;
        } catch (CheckFailed failure) {
            lost = lost.plusNanos(System.nanoTime() - start);
            failed.add(failure.getMessage());
            firstFailure = firstFailure.or(() -> Optional.of(transcript.get().steps()));
        } finally {
            within = false;
        }
    }

    /** @param start of the case in the transcript */
    private void passed(String what, int start) {
        if (start != endOfRow) {
            row.clear();
            startOfRow = start;
        }
        row.add(what);
        if (row.size() > NAMED && transcript.get().length() > start) {
            transcript.get()
                    .fold(startOfRow, "passed: " + row.size() + " cases, the last of them "
                            + String.join("; ", row.subList(row.size() - NAMED, row.size())));
        }
        endOfRow = transcript.get().length();
    }

    /** A part of a check on which the parts after it build: if it fails, the check ends. */
    void step(String what, Runnable steps) {
        int before = transcript.get().length();
        transcript.get().tell(what);
        try {
            steps.run();
            transcript.get().fold(before, "passed: " + what);
        } catch (NotStarted failed) {
            throw failed;
        } catch (Throwable thrown) {
            throw new CheckFailed(what + ": " + explained(thrown).getMessage());
        }
    }

    /** Whether a case is being tried. */
    boolean isWithin() {
        return within;
    }

    /** How they went so far. */
    Cases result() {
        return new Cases(all, failed, untried);
    }

    /** What had happened when the first one failed. */
    Optional<List<Step>> firstFailure() {
        return firstFailure;
    }

    /** What was thrown as a failure of the server's; anything else goes on its way. */
    private CheckFailed explained(Throwable thrown) {
        return CheckFailed.of(thrown).orElseThrow(() -> passedOn(thrown));
    }

    /** REST-assured hands on exceptions that it does not declare, and so do we. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> T passedOn(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
