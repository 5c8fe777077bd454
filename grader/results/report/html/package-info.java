/** HTML files that need nothing else: a page with its style, and the report of a result. */
package grader.results.report.html;
