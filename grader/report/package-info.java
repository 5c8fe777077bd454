/** Writes results: for a terminal, as JSON, as JUnit XML. */
package grader.report;
