/** A raw HTTP client: one connection, byte by byte, and a transcript of it. Only the JDK. */
package grader.http;
