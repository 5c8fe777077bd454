/** Writes a gradebook as CSV, SQLite and HTML, and what learners read about their results. */
package grader.teaching.gradebook.writers;
