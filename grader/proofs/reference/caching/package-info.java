/** Tests of lab 09's cache, and of what is kept in it. */
package grader.proofs.reference.caching;
