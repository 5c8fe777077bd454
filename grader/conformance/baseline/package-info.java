/** The command `conform`: known servers side by side, compared with what was recorded. */
package grader.conformance.baseline;
