/** Servers that say what they have read, each a program of its own. */
package grader.proofs.fuzzing.edge.servers;
