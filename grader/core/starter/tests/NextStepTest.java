package grader.core.starter.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.core.starter.NextStep;
import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes next: pages on the way to a lab, then its tasks, then the rest. */
class NextStepTest {

    private CourseCopy copy;

    @BeforeEach
    void course(@TempDir Path folder) {
        copy = new CourseCopy(folder, 2);
        copy.write("docs/pages/contents.yaml",
                "- {part: a, pages: [index, before, lab01, between, lab02]}\n- {part: b, pages: [after]}\n"
                        + "- {part: c, pages: [glossary]}\n");
        for (String page : new String[] {"before", "lab01", "between", "lab02", "after"}) {
            copy.write("docs/pages/" + page + ".adoc", ":tag: x\n= The page " + page + "\n");
        }
    }

    private String from(String page) {
        return NextStep.from(copy.course, Progress.peek(copy.course), page)
                .map(next -> (next.onward() ? "next: " : "continue: ") + next.words())
                .orElse("nothing");
    }

    private void grade(String lab, int tasks) {
        Progress.load(copy.course)
                .record(copy.course.lab(lab), copy.course.lab(lab)
                        .tasks()
                        .stream()
                        .filter(task -> !task.stretch())
                        .limit(tasks)
                        .collect(Collectors.toMap(Task::id,
                                task -> new TaskState(task.points(), task.points(), "passed"))));
    }

    @Test
    @DisplayName("pages lead to a lab, its page to its tasks, and from elsewhere one goes on where one was")
    void next() {
        assertEquals("next: The page before", from("index"));
        assertEquals("next: The page lab01", from("before"));
        assertEquals("next: lab01 bind", from("lab01"));
        assertEquals("continue: lab01 bind", from("between"));
        assertEquals("continue: lab01 bind", from("glossary"));

        grade("lab01", 1);
        assertEquals("continue: lab01 accept-loop", from("index"));

        grade("lab01", 99);
        assertEquals("next: The page between", from("lab01"));
        assertEquals("next: The page lab02", from("between"));
        assertEquals("continue: lab02 backlog", from("before"));

        grade("lab02", 99);
        assertEquals("next: The page after", from("lab02"));
        assertEquals("nothing", from("glossary"));
    }
}
