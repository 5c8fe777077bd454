/** `grade batch`: many submissions, each graded by a worker process, and its result recorded. */
package grader.grading.batch;
