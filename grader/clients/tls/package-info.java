/** Certificates for servers that speak TLS. */
package grader.clients.tls;
