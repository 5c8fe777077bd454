/** A contest of caches: the same requests for each, and what is possible at best. */
package grader.bench.caches.contest;
