/** What recorded results and a policy come to: scores, totals, and the checks that fail most often. */
package grader.teaching.gradebook.scores;
