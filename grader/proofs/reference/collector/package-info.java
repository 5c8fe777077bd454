/** Prometheus, and lab 12's examples for it and for Grafana, with their own tests. */
package grader.proofs.reference.collector;
