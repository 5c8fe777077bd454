/**
 * The tasks named diagnose: a learner's check is steps in a file, and is tried on variants of the reference. The files
 * named after labs hold these, and from which run the evidence was recorded.
 */
package grader.checks.diagnose;
