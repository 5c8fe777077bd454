/**
 * The command `editors`: a Maven pom that IDEs open, made from the `//SOURCES` and `//DEPS` lines of the programs.
 * JBang stays the only build.
 */
package grader.contributing.ide;
