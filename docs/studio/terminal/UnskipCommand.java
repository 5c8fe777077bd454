package docs.studio.terminal;

import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.PathText;
import grader.core.starter.SkippedLabs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course unskip`: back to the learner's files of a skipped lab. */
@Command(name = "unskip", description = "Bring your own files of a skipped lab back.")
final class UnskipCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LAB", description = "Such as lab01.")
    private String lab;

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        LearnerStatus standing = course.standing();
        return unskip(course.screen(), standing, standing.lab(lab));
    }

    static int unskip(Screen screen, LearnerStatus standing, Lab lab) {
        boolean own = SkippedLabs.own(lab).isPresent();
        Optional<Path> kept = SkippedLabs.unskip(lab);
        standing.progress().skipped(lab, false);
        standing.progress().forget(lab, gradedAsSkipped(standing, lab));
        screen.line(own
                ? lab.name() + " is yours again: " + PathText.shown(lab.own()) + " holds your own files."
                : lab.name() + " starts over: your own files were no longer in labs/.mine/.");
        kept.ifPresent(
                copy -> screen.item("kept", PathText.shown(copy) + ", the reference's copy, for you had changed it"));
        screen.item("grade", "./jbang grade " + lab.name());
        return 0;
    }

    /** What was said of the reference's copy is not said of the learner's files. */
    private static List<String> gradedAsSkipped(LearnerStatus standing, Lab lab) {
        return lab.tasks()
                .stream()
                .filter(task -> standing.state(lab, task)
                        .filter(state -> state.verdict().equals("skipped by the learner"))
                        .isPresent())
                .map(Task::id)
                .toList();
    }
}
