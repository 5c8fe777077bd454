/** Recorded results of a course: joined, scored by a policy, and written as a gradebook and as feedback. */
package grader.teaching.gradebook;
