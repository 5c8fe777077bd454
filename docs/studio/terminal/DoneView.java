package docs.studio.terminal;

import docs.studio.terminal.Screen.Look;
import grader.core.course.Lab;
import grader.core.course.PageLink;
import grader.core.course.Task;
import grader.core.files.PathText;
import java.nio.file.Files;
import java.util.List;

/** Says what is left for a learner who has passed every task there is. */
final class DoneView {

    private DoneView() {}

    static void show(Screen screen, LearnerStatus standing) {
        List<Lab> done = standing.labs().stream().filter(standing::isDone).toList();
        if (done.isEmpty()) {
            screen.line("Every lab is skipped: ./jbang course unskip LAB brings your own files back.");
        } else {
            show(screen, standing, done.getLast());
        }
        screen.item("then", "./jbang chain runs your edge, your servers and a database together");
    }

    private static void show(Screen screen, LearnerStatus standing, Lab lab) {
        screen.line(screen.in(Look.GOOD, "Well done: every task of " + lab.name() + " is passed.")
                + " What is left is yours:");
        screen.item("aloud", "explain every line of " + PathText.shown(lab.own()) + " aloud, as if to a colleague");
        if (Files.exists(PageLink.to(lab).source())) {
            screen.item("answer", "the questions at the end of " + PageLink.to(lab).shown());
        }
        lab.tasks()
                .stream()
                .filter(task -> task.stretch() && !standing.isDone(lab, task))
                .forEach(task -> stretch(screen, lab, task));
        screen.item("compare", "./jbang course solution " + lab.name());
    }

    private static void stretch(Screen screen, Lab lab, Task task) {
        screen.item("stretch",
                task.id() + ", \"" + task.title() + "\": ./jbang grade " + lab.name() + " --only " + task.id());
    }
}
