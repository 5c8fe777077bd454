package grader.report;

import grader.lab.Lab;
import grader.lab.Task;

/**
 * A task that is to be written or mended.
 *
 * @param place where it stands, such as `labs/01-sockets/Listener.java:38`; empty if that is not known
 */
public record OpenTask(Lab lab, Task task, String place) {}
