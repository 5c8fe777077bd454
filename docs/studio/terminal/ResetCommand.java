package docs.studio.terminal;

import docs.studio.lab.LabReset;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.starter.StarterForm;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course reset`: a lab, or one task of it, as it was in the beginning. What was there is kept in labs/.backups/. */
@Command(name = "reset",
        description = "Put a lab, or one task's methods, back to the start; your files are backed up first.")
final class ResetCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "LAB", description = "Such as lab01.")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK",
            description = "Such as bind; the whole lab if it is left out.")
    private String task;

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        LearnerStatus standing = course.standing();
        Lab found = standing.lab(lab);
        LabReset done = task == null ? LabReset.of(found, standing.progress())
                : LabReset.of(found, found.taskCalled(task), standing.progress());
        List<String> changed = done.changed().stream().map(PathText::shown).toList();
        Screen screen = course.screen();
        if (task == null) {
            screen.line(
                    found.name() + (changed.isEmpty() ? " is as in the beginning already."
                            : " is back at the start" + of(found)));
        } else {
            screen.line(found.name() + " " + task + (changed.isEmpty() ? " is not written yet: nothing to put back."
                    : " is back at the start, in " + String.join(", ", changed)
                            + (StarterForm.of(found) == StarterForm.OPEN
                                    ? ": only its methods with a mark; what else you have written stays."
                                    : ".")));
        }
        done.backup().ifPresent(folder -> screen.item("yours", PathText.shown(folder)));
        return 0;
    }

    private static String of(Lab lab) {
        return !StarterForm.isThereOpen(lab) ? "."
                : " of its " + StarterForm.of(lab).word() + " starter.";
    }
}
