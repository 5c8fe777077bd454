/** Drives the reference's connection without sockets: a client, a network and a clock that the test holds. */
package grader.proofs.protocol;
