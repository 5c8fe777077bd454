/** The result of a grading: verdicts of tasks and checks. Reports are written from it. */
package grader.results.result;
