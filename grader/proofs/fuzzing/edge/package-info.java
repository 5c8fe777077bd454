/** `fuzz --edge`: what lab 14's edge makes of damaged requests and responses, and how other servers read it. */
package grader.proofs.fuzzing.edge;
