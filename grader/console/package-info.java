/** What every command line has: its help and its exit codes, and errors that name a remedy. */
package grader.console;
