/** The rules of a course: due dates, late penalties, weights and extra points, as its teacher writes them. */
package grader.teaching.gradebook.policy;
