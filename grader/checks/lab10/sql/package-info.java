/** Lab 10's tasks in SQL: what learners have written in their files, run on a database of the grader's own. */
package grader.checks.lab10.sql;
