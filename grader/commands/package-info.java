/** The command `grade`. */
package grader.commands;
