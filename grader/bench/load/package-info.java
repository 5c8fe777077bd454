/** A load of requests: connections, rates, latencies. */
package grader.bench.load;
