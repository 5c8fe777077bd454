/** Writes results: for a terminal, as HTML, and in the formats of CI systems and of those who collect marks. */
package grader.results.report;
