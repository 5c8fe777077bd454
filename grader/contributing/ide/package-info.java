/**
 * The command `editors`: project files for IntelliJ IDEA and VS Code, made from the `//SOURCES` and `//DEPS` lines of
 * the programs. JBang stays the only build.
 */
package grader.contributing.ide;
