/** Second implementations of design decisions, which score full marks, too. The folders hold them, lab by lab. */
package grader.proofs.designs;
