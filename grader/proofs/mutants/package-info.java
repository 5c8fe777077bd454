/** Mutants: the reference with one realistic mistake each. The folders hold them, lab by lab. */
package grader.proofs.mutants;
