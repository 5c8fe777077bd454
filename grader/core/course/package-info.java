/** The course: labs, tasks, hints, and the progress of a learner. */
package grader.core.course;
