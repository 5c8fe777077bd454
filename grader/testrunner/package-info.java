/**
 * The command `verify`: runs the tests of the project, and remembers what cannot have changed.
 *
 * <p>A verdict that was good is remembered by a hash of everything that it depends on: the class files that the test
 * can reach, the files that it reads, the libraries, the JDK, the system. While none of that changes, the test is not
 * run. A failed test is never remembered. The verdicts are in `~/.jbang/cache/inside-the-server/verdicts`; CI keeps
 * them between runs.
 *
 * <ul> <li>{@link grader.testrunner.Remembered} on a test class names the files that it reads and the labs whose checks
 * it runs. The code it can reach is found in the class files. Leave it out where a test is quick, or where you are not
 * sure what it reads: a class without it runs each time. <li>`Verdicts.ofThisRun().of(evidence, proof)` does the same
 * for one mutant, one lab or one page. <li>`verify --all` runs each remembered class under strace, and fails if it
 * opens a file or loads a class that is not declared. </ul>
 *
 * <p>Tests with the tag `first` come before all others: every mutant fits the reference, and all Java is formatted. If
 * one fails, the rest is not run.
 *
 * <p>Only `verify --all` finds these defects:
 *
 * <table> <caption>What it runs beyond `verify`</caption> <tr><th>it runs</th><th>and so finds</th></tr> <tr><td>each
 * mutant against every check</td><td>a check that fails a mistake of another task; a check that no longer covers one of
 * its cases</td></tr> <tr><td>each step through a lab</td><td>a task that brings no points when it is written right
 * after those before it</td></tr> <tr><td>each design against all checks of its lab</td><td>a check that fails a server
 * for a decision that the page leaves open</td></tr> <tr><td>axe on each page, with contrast, in every width and
 * color</td><td>markup or colors of one page, such as in a picture, that no other page has</td></tr> <tr><td>a notebook
 * in Jupyter</td><td>a cell that comes to something else in Jupyter's Java kernel than in the course's own</td></tr>
 * <tr><td>each page by link, on paper, without motion, without a script</td><td>a block that exists on one page
 * only</td></tr> <tr><td>Jetty as a solution of lab 04</td><td>a check of lab 04 that has become unfair</td></tr>
 * <tr><td>the Python servers of labs 01 to 06 and their variants, each lab built by JBang</td><td>a check that only a
 * server in Java passes; a lab that only builds together with later ones</td></tr> <tr><td>each remembered class under
 * strace</td><td>a test that does not declare what it reads</td></tr> <tr><td>a mistake in each earlier task, in the
 * last lab's server</td><td>a later lab that replaces what a learner wrote, and does not say so</td></tr> <tr><td>the
 * modules for editors that have libraries of their own</td><td>a benchmark or a peer that an editor cannot
 * compile</td></tr> </table>
 */
package grader.testrunner;
