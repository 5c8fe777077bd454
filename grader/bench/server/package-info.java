/**
 * The commands `bench server` and `bench engines`: the engines of lab 08 next to known servers, and next to each other;
 * and `bench files`: lab 09's files next to nginx's.
 */
package grader.bench.server;
