/**
 * The command `bench pool`: what borrowing a connection costs, what it saves, and what an outage of the database does.
 */
package grader.bench.pools;
