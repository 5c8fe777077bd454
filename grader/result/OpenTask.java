package grader.result;

import grader.course.Lab;
import grader.course.Task;

/**
 * A task that is to be written or mended.
 *
 * @param place where it stands, such as `labs/01-sockets/Listener.java:38`; empty if that is not known
 */
public record OpenTask(Lab lab, Task task, String place) {

    public boolean is(Lab otherLab, Task otherTask) {
        return lab.equals(otherLab) && task.equals(otherTask);
    }

    /** Id and title; with its lab, if that is not the one that is spoken of. */
    public String named(Lab spokenOf) {
        return (lab.equals(spokenOf) ? "" : lab.name() + " ") + task.id() + ": " + task.title();
    }
}
