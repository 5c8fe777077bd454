/** Certificates for servers that speak TLS, and which of them clients trust. */
package grader.clients.tls;
