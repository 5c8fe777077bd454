package grader.grading.watch;

import grader.core.filewatch.Save;
import grader.results.result.Result;
import grader.results.result.Verdict;

/** What the session hears of: keys, files, and the grading that runs. */
public sealed interface Event {

    record Pressed(Key key) implements Event {}

    /** Standard input is at its end: no key will come. */
    record InputEnded() implements Event {}

    /** The sources of the submission are being saved. */
    record Saved(Save save) implements Event {}

    /** A grading says what it does. */
    record Said(Run run, String words) implements Event {}

    /** A check has a verdict, for now. */
    record Judged(Run run, String task, String check, Verdict verdict) implements Event {}

    /** A line of standard input, for `--events`. */
    record Asked(String line) implements Event {}

    record Graded(Run run, Result result) implements Event {}

    /** A grading could not be done. */
    record Broke(Run run, Throwable why) implements Event {}
}
