/** What every command line has: help, exit codes, errors that name a remedy, colors, a progress line, tables. */
package grader.core.console;
