/** What a server says about itself in numbers: the two text formats of Prometheus and OpenMetrics. Only the JDK. */
package grader.clients.metrics;
