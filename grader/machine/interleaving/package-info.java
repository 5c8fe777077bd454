/** Threads that are held between two steps of a class, so that a race happens every time. */
package grader.machine.interleaving;
