/** The servers that a submission calls: WireMock, with responses that can be held back, and one with a script. */
package grader.clients.upstream;
