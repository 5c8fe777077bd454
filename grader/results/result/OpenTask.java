package grader.results.result;

import grader.core.course.Lab;
import grader.core.course.Task;

/**
 * A task that is to be written or fixed.
 *
 * @param place where it is, such as `labs/01-sockets/Listener.java:38`; empty if unknown
 */
public record OpenTask(Lab lab, Task task, String place) {

    public boolean is(Lab otherLab, Task otherTask) {
        return lab.equals(otherLab) && task.equals(otherTask);
    }

    /** Id and title; with its lab, if that is another lab than `spokenOf`. */
    public String named(Lab spokenOf) {
        return (lab.equals(spokenOf) ? "" : lab.name() + " ") + task.id() + ": " + task.title();
    }
}
