/** Archives and repositories that learners hand in, unpacked so that they can do no harm. */
package grader.grading.unpacking;
