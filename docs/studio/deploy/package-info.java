/**
 * A rolling deploy as a contest: three instances of lab 11's server after one another get SIGTERM, or are killed, while
 * a balancer with slow probes sends them requests. What counts is how many requests fail, and why.
 */
package docs.studio.deploy;
