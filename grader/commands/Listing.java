package grader.commands;

import grader.core.course.Lab;
import grader.core.course.Task;
import grader.grading.engine.CheckDefinition;
import java.util.List;

/** `grade LAB --list`: the tasks of a lab and their checks. */
final class Listing {

    private Listing() {}

    static String of(Lab lab) {
        StringBuilder out = new StringBuilder(lab.name() + "  " + lab.data().title() + "\n");
        List<CheckDefinition> cases = CheckDefinition.of(lab);
        for (Task task : lab.tasks()) {
            out.append("\n%-16s %s  %s%n".formatted(task.id(), task.stretch() ? "stretch" : task.points() + " points",
                    task.title()));
            cases.stream()
                    .filter(one -> one.task().equals(task))
                    .forEach(one -> out.append(
                            "  %-26s %2s  %s%n".formatted(one.id(), one.check().points(), one.check().value())));
        }
        return out.toString();
    }
}
