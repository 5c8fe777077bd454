/** Mutants that no one has thought of: every small change of the methods that tasks are about. */
package grader.proofs.systematic;
