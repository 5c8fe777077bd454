package grader.grading.submission;

import grader.core.source.Compiler;
import grader.core.source.CompilerProcess;
import grader.machine.os.Orphans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Compiles a submission, and says what to do if it cannot be compiled. */
public final class SubmissionCompiler {

    private SubmissionCompiler() {}

    /**
     * Compiles into the empty folder `classes`; of what was changed in memory, only what differs from its base.
     *
     * @param isOfOthers whether it may do anything to the compiler, which is another process then
     * @throws SubmissionRejected for the first error
     */
    public static void compile(boolean isOfOthers, Submission submission, Path classes) throws IOException {
        Optional<Compiler.Failure> failure =
                submission.base().isPresent() ? BaseClasses.compile(submission.base().get(), submission, classes)
                        : isOfOthers ? compileApart(submission, classes)
                                : Compiler.compile(submission.sources(), classes, submission.lab());
        if (failure.isPresent()) {
            throw new SubmissionRejected("compile", failure.get().toString(), remedy(failure.get(), submission));
        }
    }

    private static Optional<Compiler.Failure> compileApart(Submission submission, Path classes) {
        Optional<Compiler.Failure> failure =
                Compiler.compileApart(submission.sources(), classes, submission.lab());
        CompilerProcess.running().ifPresent(Orphans::keep);
        return failure;
    }

    private static String remedy(Compiler.Failure failure, Submission submission) {
        if (failure.message().contains("httpserver")) {
            return "the JDK's own HTTP server is not allowed: this course is about writing one";
        }
        return "fix this first: nothing can be checked before it compiles"
                + (submission.earlier().containsKey(failure.file())
                        ? "; --parts reference takes the reference's parts of earlier labs"
                        : "");
    }
}
