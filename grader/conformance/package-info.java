/** Measures a server against the requirements of RFC 9110, RFC 9111 and RFC 9112. */
package grader.conformance;
