/** Lab 13's failures on demand: each happens, shows in the signals, and is over afterward. */
package grader.proofs.reference.failures;
