/** Hostile submissions, each with the verdict that it gets in isolation layers 1 and 2. The folder `lab01` has them. */
package grader.proofs.hostile;
