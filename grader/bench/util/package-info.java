/** What all benchmarks use. */
package grader.bench.util;
