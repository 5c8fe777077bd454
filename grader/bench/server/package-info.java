/** The command `bench server`: the reference next to known servers. */
package grader.bench.server;
