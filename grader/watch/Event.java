package grader.watch;

import grader.report.Result;

/** What the session hears of: keys, files, and the grading that runs. */
public sealed interface Event {

    record Pressed(Key key) implements Event {}

    /** Standard input is at its end: no key will come. */
    record InputEnded() implements Event {}

    /** A source is not as it was; it may still be changing. */
    record Changing() implements Event {}

    /**
     * The sources have come to rest.
     *
     * @param changed whether they differ from when they rested last
     */
    record Settled(boolean changed) implements Event {}

    /** A grading says what it does. */
    record Said(Run run, String words) implements Event {}

    record Graded(Run run, Result result) implements Event {}

    /** A grading could not be done. */
    record Broke(Run run, RuntimeException why) implements Event {}
}
