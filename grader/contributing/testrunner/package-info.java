/**
 * The command `verify`: runs the tests of the project, in two tiers.
 *
 * <p>Tests with the tag `first` come before all others: every mutant fits the reference, and all Java is formatted. If
 * one fails, the rest is not run. Those with the tag `nightly` need a browser, other programs or minutes: they run with
 * `--all`, or if `--only` names their class. Of things that are alike, such as mutants,
 * {@link grader.contributing.testrunner.Changes} chooses some for the short tier. CONTRIBUTING.md tells what either
 * tier finds.
 */
package grader.contributing.testrunner;
