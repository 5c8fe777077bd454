/** What is handed in: copied, inspected, compiled. */
package grader.grading.submission;
