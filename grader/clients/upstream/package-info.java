/** The servers that a submission calls: WireMock, with responses that can be held back. */
package grader.clients.upstream;
