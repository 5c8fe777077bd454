/** The connection that requirements are tried with: what it sends is kept, what it reads is judged. */
package grader.conformance.connection;
