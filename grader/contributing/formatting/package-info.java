/** The command `format`. */
package grader.contributing.formatting;
