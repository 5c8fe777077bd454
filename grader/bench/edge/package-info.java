/** The command `bench edge`: what lab 14's edge costs in front of a server, next to other proxies. */
package grader.bench.edge;
