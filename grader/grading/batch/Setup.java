package grader.grading.batch;

import grader.machine.os.Sandbox;

/**
 * How all submissions of a batch are graded: the first line that a worker reads.
 *
 * @param course the root of the checkout
 * @param reference take the reference's parts of earlier labs
 * @param seed null: that of each submission depends on its content
 * @param out the folder of results
 * @param grader the version of the grader
 * @param regrade whether a submission that has a result is graded again
 * @param java the seal of the lab's Java: no other one is used
 * @param sandboxed whether the workers run in networks of their own, and so their servers in a {@link Sandbox}
 * @param zeroOnShortcut whether a shortcut makes a score 0
 */
record Setup(String course, String lab, boolean reference, String seed, String out, String grader, boolean regrade,
        String java, boolean sandboxed, boolean zeroOnShortcut) {

    /** The same with another Java. */
    Setup withJava(String seal) {
        return new Setup(course, lab, reference, seed, out, grader, regrade, seal, sandboxed, zeroOnShortcut);
    }
}
