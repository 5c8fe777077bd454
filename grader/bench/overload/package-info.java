/** The command `bench overload`: how much of its work a server still does when it gets more than it can do. */
package grader.bench.overload;
