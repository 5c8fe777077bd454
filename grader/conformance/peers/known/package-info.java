/** Known servers, and how each of them is built and started. */
package grader.conformance.peers.known;
