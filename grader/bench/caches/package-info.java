/** The command `bench cache`: what a hit costs, how often there is one, and what it saves. */
package grader.bench.caches;
