package grader.grading.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What became of one submission: what a worker says after each.
 *
 * @param outcome what a terminal shows, on one line
 * @param hash SHA-256 of its result's file; empty if it has none
 * @param sound whether the worker can grade further: false after an error of its Java
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Graded(Kind kind, String outcome, String hash, boolean sound) {

    enum Kind {
        GRADED,
        /** Its result was there already. */
        BEFORE,
        /** Not by the submission's fault. */
        GRADER_ERROR,
        /** Not even its result could be written: no further one could. */
        NOT_RECORDED
    }
}
