/** Grading: checks as JUnit tests, what they are given, and the verdicts that come of them. */
package grader.grading.engine;
