package docs.studio.terminal;

import grader.console.UserError;
import grader.course.Lab;
import grader.course.Progress;
import grader.files.PathText;
import grader.starter.SkippedLabs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course skip`: go on with the reference's parts of a lab. */
@Command(name = "skip", description = "Go on with the reference's parts of a lab; your own files wait in labs/.mine/.")
final class SkipCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LAB", description = "Such as lab01.")
    private String lab;

    @Option(names = "--undo", description = "Bring your own files back, as unskip does.")
    private boolean undo;

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        LearnerStatus standing = course.standing();
        Lab skipped = standing.lab(lab);
        if (undo) {
            return UnskipCommand.unskip(course.screen(), standing, skipped);
        }
        Path mine = skip(skipped, standing.progress());
        Screen screen = course.screen();
        screen.line(skipped.name() + " is skipped: " + PathText.shown(skipped.own())
                + " holds the reference now, without points.");
        screen.item("yours", PathText.shown(mine));
        screen.item("back", "./jbang course unskip " + skipped.name());
        return 0;
    }

    /** The mark first: where it cannot be kept, nothing is moved. */
    private static Path skip(Lab lab, Progress progress) {
        boolean before = progress.skipped(lab.name());
        progress.skipped(lab, true);
        try {
            return SkippedLabs.skip(lab);
        } catch (UserError problem) {
            progress.skipped(lab, before);
            throw problem;
        }
    }
}
