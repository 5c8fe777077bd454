/** Java source text: tasks in it, changes of it, and the compiler. */
package grader.core.source;
