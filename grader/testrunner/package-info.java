/** The command `verify`: runs the tests of the project, and remembers what cannot have changed. */
package grader.testrunner;
