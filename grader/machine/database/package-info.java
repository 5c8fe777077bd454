/** Databases that are watched: a JDBC driver in the server's process tells the grader what happens, and asks it. */
package grader.machine.database;
