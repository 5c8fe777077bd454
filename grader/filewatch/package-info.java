/** Notices that files were saved. */
package grader.filewatch;
