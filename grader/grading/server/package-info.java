/** The server that is graded, as a process: started, found, asked, signalled, ended. */
package grader.grading.server;
