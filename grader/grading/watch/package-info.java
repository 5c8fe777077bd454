/** `grade --watch`: a verdict for each save. */
package grader.grading.watch;
