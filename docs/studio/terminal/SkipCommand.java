package docs.studio.terminal;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.course.Progress;
import grader.core.files.PathText;
import grader.core.starter.SkippedLabs;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course skip`: go on with the reference's parts of a lab. */
@Command(name = "skip", description = "Go on with the reference's parts of a lab; your own files wait in labs/.mine/.")
final class SkipCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LAB", description = "Such as lab01; lab01-lab04 is all four, except those that are done.")
    private String name;

    @Option(names = "--undo", description = "Bring your own files back, as unskip does.")
    private boolean undo;

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        LearnerStatus standing = course.standing();
        List<Lab> labs = named(standing);
        Screen screen = course.screen();
        for (Lab lab : labs) {
            if (undo) {
                UnskipCommand.unskip(screen, standing, lab);
            } else if (labs.size() > 1 && standing.isDone(lab)) {
                screen.line(lab.name() + " is done: your own files stay.");
            } else if (labs.size() > 1 && SkippedLabs.isSkipped(lab)) {
                screen.line(lab.name() + " is skipped already.");
            } else {
                Path mine = skip(lab, standing.progress());
                screen.line(lab.name() + " is skipped: " + PathText.shown(lab.own())
                        + " holds the reference now, without points.");
                screen.item("yours", PathText.shown(mine));
                screen.item("back", "./jbang course unskip " + lab.name());
            }
        }
        return 0;
    }

    /** One lab, or all between the two ends of a range, both included. */
    private List<Lab> named(LearnerStatus standing) {
        String[] ends = name.split("-", 2);
        Lab first = standing.lab(ends[0]);
        Lab last = standing.lab(ends[ends.length - 1]);
        if (last.number() < first.number()) {
            throw new UserError(name + ": " + last.name() + " comes before " + first.name(),
                    "write " + last.name() + "-" + first.name());
        }
        return standing.labs()
                .stream()
                .filter(lab -> lab.number() >= first.number() && lab.number() <= last.number())
                .toList();
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
