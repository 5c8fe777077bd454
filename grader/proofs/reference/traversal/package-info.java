/** Requests that try to leave the folder of `--files`, and the files that they would find there. */
package grader.proofs.reference.traversal;
