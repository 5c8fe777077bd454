/** Random requests, valid ones and damaged ones. */
package grader.clients.generators;
