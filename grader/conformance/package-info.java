/** Measures a server against the requirements of RFC 9110 and RFC 9112. */
package grader.conformance;
