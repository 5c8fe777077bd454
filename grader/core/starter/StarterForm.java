package grader.core.starter;

import grader.core.console.UserError;
import grader.core.course.Hint;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The two forms of a lab's starter: how much of the lab's heart is there already. Both have the same tasks and checks.
 */
public enum StarterForm {

    /** All types and their structure, with a hole for the body of each method of a task. */
    GUIDED(Starter::of),

    /** Of the types that {@link grader.core.course.Task#open} names, only what other code calls. */
    OPEN(OpenStarter::of);

    private static final String MARK = """
            # The starter of this lab is the open one. Another form: ./jbang course guided %s
            """;

    private final Function<Lab, Map<String, String>> files;

    StarterForm(Function<Lab, Map<String, String>> files) {
        this.files = files;
    }

    /** As commands and the studio write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The form of this name. @throws UserError if there is none */
    public static StarterForm called(String word) {
        return Arrays.stream(values())
                .filter(form -> form.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UserError("no form of a starter is called '" + word + "'", "open or guided"));
    }

    /** The form that the learner's folder of a lab has. */
    public static StarterForm of(Lab lab) {
        return Files.exists(mark(lab)) ? OPEN : GUIDED;
    }

    /** Whether a lab has an open starter. */
    public static boolean isThereOpen(Lab lab) {
        return lab.tasks().stream().anyMatch(task -> !task.open().isEmpty());
    }

    /** The files that a learner begins with, by name. */
    public Map<String, String> files(Lab lab) {
        return files.apply(lab);
    }

    /** The hints of a task for a learner who has this form. In the open one, the last is the guided starter's types. */
    public List<Hint> hints(Lab lab, Task task) {
        return this == GUIDED ? Hint.all(task) : OpenHints.of(lab, task);
    }

    /** From now on, the learner's folder has this form. */
    void note(Lab lab) {
        Path mark = mark(lab);
        try {
            if (this == OPEN) {
                AtomicFile.write(mark, MARK.formatted(lab.name()));
            } else {
                Files.deleteIfExists(mark);
            }
        } catch (IOException error) {
            throw UserError.of(error, "removing " + PathText.shown(mark));
        }
    }

    private static Path mark(Lab lab) {
        return lab.own().resolve(".open");
    }
}
