/** The command `bench parser`: the reference's parser next to known ones. */
package grader.bench.parsers;
