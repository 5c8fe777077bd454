/** The operating system: processes, their isolation and resources, sockets of the kernel, signals. */
package grader.machine.os;
