/** PostgreSQL servers of one's own, for tests and benchmarks. */
package grader.machine.postgres;
