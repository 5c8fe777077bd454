/** The command `fuzz`: holds random conversations until one fails, then shortens it. */
package grader.proofs.fuzzing;
