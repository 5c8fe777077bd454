/** The command `bench handlers`: the time between parser and writer. */
package grader.bench.handler;
