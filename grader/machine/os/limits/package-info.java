/** What a server may use of the machine: measured from outside while it runs, and ended if it is too much. */
package grader.machine.os.limits;
