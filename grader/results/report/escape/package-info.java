/** Writes text of a submission safely into formats that give some characters a meaning. */
package grader.results.report.escape;
