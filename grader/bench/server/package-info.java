/**
 * The commands `bench server` and `bench engines`: the engines of lab 08 next to known servers, and next to each other.
 */
package grader.bench.server;
