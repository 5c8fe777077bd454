/** Grading from a page: the grader runs as a program of its own, which stays warm. */
package docs.studio.grading;
