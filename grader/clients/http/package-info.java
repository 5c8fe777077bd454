/** One raw connection, one reader of responses, and the client of checks, which keeps a transcript. Only the JDK. */
package grader.clients.http;
