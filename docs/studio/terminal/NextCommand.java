package docs.studio.terminal;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** `course next`. */
@Command(name = "next", description = "Show the next task: where it stands, what to read, how to try and grade it.")
final class NextCommand implements Callable<Integer> {

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        LearnerStatus standing = course.standing();
        NextView.show(course.screen(), standing, Stops.of(standing.course()));
        return 0;
    }
}
