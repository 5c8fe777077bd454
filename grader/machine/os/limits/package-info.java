/**
 * What a server may use of the machine: measured from outside while it runs, and ended if it is too much; or limited by
 * the kernel, for checks of what a server does when something runs out.
 */
package grader.machine.os.limits;
