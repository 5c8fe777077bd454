/** The command `format`. */
package grader.formatting;
