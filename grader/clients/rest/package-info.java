/** REST-assured with a transcript, and its failures in the words of the grader. */
package grader.clients.rest;
