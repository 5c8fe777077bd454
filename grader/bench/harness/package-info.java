/** What the benchmarks of parts have in common: a command, a process for each contestant, and tables. */
package grader.bench.harness;
