/** What runs in the server's process. */
package grader.machine.interleaving.steps;
