/** Notices that files were saved. */
package grader.core.filewatch;
