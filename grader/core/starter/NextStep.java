package grader.core.starter;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.NextTask;
import grader.core.course.Progress;
import grader.core.course.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What comes next in the course; pages, terminal and grader name the same.
 *
 * @param page where it is
 * @param lab whose task it is; empty: the page is to be read
 * @param task of that lab
 * @param words that name it: `lab01 bind`, or the page's title
 * @param onward whether the learner's place is here, so that it follows on what is read now
 */
public record NextStep(String page, Optional<Lab> lab, Optional<Task> task, String words, boolean onward) {

    /** The next task, in the order of the course. Stretch tasks and skipped labs are passed over. */
    public static Optional<NextStep> of(Course course, Progress progress) {
        return course.all()
                .stream()
                .filter(lab -> !SkippedLabs.isSkipped(lab))
                .flatMap(lab -> NextTask.of(lab, progress).map(task -> of(lab, task)).stream())
                .findFirst();
    }

    private static NextStep of(Lab lab, Task task) {
        return new NextStep(lab.name(), Optional.of(lab), Optional.of(task), lab.name() + " " + task.id(), false);
    }

    /**
     * The same for a reader of a page. The pages on the way to a lab that is not begun come before its first task, and
     * after the last lab there is the rest of the book.
     */
    public static Optional<NextStep> from(Course course, Progress progress, String page) {
        List<String> order = course.readingOrder();
        Set<String> labs = course.all().stream().map(Lab::name).collect(Collectors.toSet());
        int here = order.indexOf(page);
        Optional<NextStep> next = of(course, progress);
        if (next.isEmpty()) {
            return labs.contains(page) ? reading(course, order, here) : Optional.empty();
        }
        Lab lab = next.get().lab().orElseThrow();
        int goal = order.indexOf(lab.name());
        boolean begun = lab.tasks().stream().anyMatch(task -> progress.task(lab.name(), task.id()).isPresent());
        if (!begun && here >= 0 && here < goal
                && order.subList(here + 1, goal).stream().noneMatch(labs::contains)) {
            return reading(course, order, here);
        }
        return next.map(task -> new NextStep(task.page, task.lab, task.task, task.words, page.equals(lab.name())));
    }

    private static Optional<NextStep> reading(Course course, List<String> order, int here) {
        return order.stream()
                .skip(here < 0 ? order.size() : here + 1)
                .findFirst()
                .map(page -> new NextStep(page, Optional.empty(), Optional.empty(), title(course, page), true));
    }

    private static String title(Course course, String page) {
        try (var lines = Files.lines(course.pages().resolve(page + ".adoc"))) {
            return lines.filter(line -> line.startsWith("= ")).findFirst().map(line -> line.substring(2)).orElse(page);
        } catch (IOException missing) {
            throw UserError.of(missing, "reading the title of " + page);
        }
    }
}
