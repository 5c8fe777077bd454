package docs.studio.terminal;

import docs.studio.lab.CourseFile;
import grader.core.files.PathText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course export` and `course import`: a learner's work as one file, from one machine to another. */
abstract class TransferCommand implements Callable<Integer> {

    @Command(name = "export", description = "Write your progress, files, answers and history to one file.")
    static final class Export extends TransferCommand {
        @Override
        void transfer(CourseFile work, Screen screen, Path file) {
            int files = work.write(file);
            screen.line("Your progress and " + files + (files == 1 ? " file" : " files") + " of your labs are in "
                    + PathText.shown(file) + ".");
            screen.item("there", "./jbang course import " + PathText.quoted(file.getFileName()));
        }
    }

    @Command(name = "import",
            description = "Go on with what export has written on another machine. What is here is backed up first.")
    static final class Import extends TransferCommand {
        @Override
        void transfer(CourseFile work, Screen screen, Path file) {
            work.read(file).forEach(screen::line);
            screen.line("Your progress is that of " + PathText.shown(file) + " now.");
        }
    }

    @Parameters(paramLabel = "FILE", description = "Such as my-course.zip.")
    private Path file;

    @ParentCommand
    private CourseCommand course;

    abstract void transfer(CourseFile work, Screen screen, Path file);

    @Override
    public Integer call() {
        transfer(new CourseFile(course.course()), course.screen(), file);
        return 0;
    }
}
