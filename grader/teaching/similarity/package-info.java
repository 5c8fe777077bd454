/** `grade similarity`: which submissions are alike, and where, as JPlag sees it. */
package grader.teaching.similarity;
