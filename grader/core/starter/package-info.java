/** The files that learners edit, made from solutions/: generated, updated, skipped, restored. */
package grader.core.starter;
