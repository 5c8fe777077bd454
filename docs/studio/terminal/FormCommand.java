package docs.studio.terminal;

import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.starter.FormChange;
import grader.core.starter.StarterForm;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course open` and `course guided`: how much of a lab's heart is there already. */
abstract class FormCommand implements Callable<Integer> {

    @Command(name = "open",
            description = "Begin a lab with less: of the types at its heart, only what other code calls.")
    static final class Open extends FormCommand {
        Open() {
            super(StarterForm.OPEN);
        }
    }

    @Command(name = "guided", description = "Begin a lab with all types and their structure, as it is handed out.")
    static final class Guided extends FormCommand {
        Guided() {
            super(StarterForm.GUIDED);
        }
    }

    private final StarterForm form;

    @Parameters(paramLabel = "LAB", description = "Such as lab08.")
    private String lab;

    @ParentCommand
    private CourseCommand course;

    FormCommand(StarterForm form) {
        this.form = form;
    }

    @Override
    public Integer call() {
        LearnerStatus standing = course.standing();
        Lab found = standing.lab(lab);
        FormChange change = FormChange.of(found, form, standing.progress());
        Screen screen = course.screen();
        boolean open = form == StarterForm.OPEN;
        screen.line(found.name() + " has the " + form.word() + " starter now. Tasks, points and checks are the same.");
        names(screen, "new", change.written(), "");
        names(screen, "gone", change.gone(), "; nothing was written there");
        names(screen, "yours", change.kept(), change.backup().map(at -> "; kept in " + PathText.shown(at)).orElse(""));
        screen.item("back", "./jbang course " + (open ? "guided " : "open ") + found.name());
        return 0;
    }

    /** One line per kind of file, if there are any. */
    private static void names(Screen screen, String label, List<Path> files, String what) {
        if (!files.isEmpty()) {
            screen.item(label,
                    files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", "))
                            + what);
        }
    }
}
