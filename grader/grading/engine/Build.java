package grader.grading.engine;

import grader.core.console.UserError;
import grader.grading.server.Program;
import grader.grading.submission.Archive;
import grader.grading.submission.BaseClasses;
import grader.grading.submission.Inspection;
import grader.grading.submission.LabClasses;
import grader.grading.submission.Submission;
import grader.grading.submission.SubmissionCompiler;
import grader.grading.submission.SubmissionRejected;
import grader.results.result.Shortcut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a submission has become: a program, and what was found in its classes.
 *
 * @param sections the submission's files of sections, such as SQL; without a submission, none
 * @param shortcuts of what was changed in memory there are none: it is the course's own, and not inspected
 */
record Build(Program program, Map<String, String> sections, List<Shortcut> shortcuts) {

    /** Of a command, or of what runs elsewhere: there is nothing to build. */
    static Build of(Program program) {
        return new Build(program, Map.of(), List.of());
    }

    /**
     * Compiles and inspects what was staged.
     *
     * @param work where the classes are written
     * @param progress is told what is being done
     * @throws SubmissionRejected if it cannot be compiled, or must not be as it is
     */
    static Build of(Submission submission, Settings settings, Path work, Consumer<String> progress) {
        progress.accept("compiling");
        try {
            Path classes = Files.createDirectory(work.resolve("classes"));
            SubmissionCompiler.compile(!settings.solution() && settings.directory().isPresent(), submission, classes);
            List<Shortcut> shortcuts =
                    submission.base().isPresent() ? List.of() : Inspection.of(submission, classes);
            if (settings.zeroOnShortcut()) {
                reject(shortcuts);
            }
            return new Build(program(submission, classes, settings.mode(), progress), submission.sections(), shortcuts);
        } catch (IOException error) {
            throw UserError.of(error, "compiling into a temporary folder");
        }
    }

    /** The program of what was changed in memory. @param work where a folder for its classes is made */
    static Program changed(Submission submission, Path work) {
        try {
            Path classes = Files.createDirectory(Files.createTempDirectory(work, "changed-").resolve("classes"));
            SubmissionCompiler.compile(false, submission, classes);
            return program(submission, classes, "", doing -> {});
        } catch (IOException error) {
            throw UserError.of(error, "compiling into a temporary folder");
        }
    }

    private static Program program(Submission submission, Path classes, String mode, Consumer<String> progress)
            throws IOException {
        LabClasses jars = submission.base().isPresent()
                ? BaseClasses.of(submission.base().get())
                        .with(classes, Archive.of(classes, classes.resolveSibling("changed.jar")))
                : LabClasses.of(submission, classes, classes.getParent());
        return Program.Classes.of(submission.lab(), jars, mode, progress);
    }

    private static void reject(List<Shortcut> shortcuts) {
        if (!shortcuts.isEmpty()) {
            int more = shortcuts.size() - 1;
            throw new SubmissionRejected("inspect",
                    shortcuts.getFirst() + (more == 0 ? "" : "; and " + more + " more"),
                    "do without it: with --on-shortcut zero, a submission that uses it has no points", shortcuts);
        }
    }
}
