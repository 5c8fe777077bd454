/** The requirements, one test each. */
package grader.conformance.requirements;
