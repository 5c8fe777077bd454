package grader.grading.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.files.Sha256;
import grader.grading.batch.Graded.Kind;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.submission.LabNotFound;
import grader.grading.submission.SubmissionRejected;
import grader.grading.unpacking.LabSnapshot;
import grader.results.recorded.RecordedResult;
import grader.results.recorded.RecordedSubmission;
import grader.results.report.JsonReport;
import grader.results.result.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The way of one submission in a worker: unpacked, copied, graded unless that is done, recorded. */
final class OneGrading {

    private static final int SEED = 8;

    private final Setup setup;
    private final Lab lab;

    OneGrading(Setup setup, Lab lab) {
        this.setup = setup;
        this.lab = lab;
    }

    /** Never throws: whatever happens is said of this one submission. */
    Graded grade(Planned planned) {
        Path work = null;
        try {
            work = Files.createTempDirectory("inside-the-server-submission-");
            return grade(planned, work);
        } catch (Throwable thrown) {
            return notGraded(planned, message(thrown), !(thrown instanceof Error));
        } finally {
            Folders.delete(work);
        }
    }

    private Graded grade(Planned planned, Path work) throws IOException {
        LabSnapshot snapshot;
        try {
            snapshot = planned.source().snapshot(lab, work);
        } catch (SubmissionRejected rejected) {
            String content = contentOf(planned.source(), rejected);
            return known(planned, content).orElseGet(
                    () -> record(planned, content, grading(Optional.empty(), content).rejected(rejected), work));
        }
        String content = snapshot.content();
        return known(planned, content).orElseGet(() -> record(planned, content, result(snapshot), work));
    }

    /** What cannot be unpacked is known by its bytes, or else by what is wrong with it. */
    private static String contentOf(Source source, SubmissionRejected rejected) throws IOException {
        return source.kind() == Source.Kind.FILE ? Sha256.of(Path.of(source.location()))
                : Sha256.of(rejected.problem().what().getBytes(StandardCharsets.UTF_8));
    }

    /** The result that is there, if it is one of just this grading. */
    private Optional<Graded> known(Planned planned, String content) {
        return setup.regrade() ? Optional.empty()
                : RecordedResult.peek(file(planned))
                        .filter(there -> isSame(there.submission(), submission(planned, content))
                                && there.grader().equals(setup.grader()) && there.lab().equals(lab.name())
                                && there.seed().equals(seed(content)) && !there.isGraderError())
                        .map(there -> new Graded(Kind.BEFORE, outcome(there), hash(there), true));
    }

    /** Wherever it was read from. */
    private static boolean isSame(RecordedSubmission there, RecordedSubmission now) {
        return there.name().equals(now.name()) && there.attempt().equals(now.attempt())
                && there.submitted().equals(now.submitted()) && there.content().equals(now.content());
    }

    private Result result(LabSnapshot snapshot) {
        Grading grading = grading(Optional.of(snapshot.root()), snapshot.content());
        try {
            return grading.grade();
        } catch (LabNotFound missing) {
            return grading.rejected(new SubmissionRejected("stage", missing.getMessage(), missing.remedy()));
        }
    }

    private Grading grading(Optional<Path> root, String content) {
        return new Grading(new Settings(lab, root, Optional.empty(), seed(content), setup.reference(), false,
                Optional.empty(), setup.zeroOnShortcut()), ignored -> {});
    }

    /** Equal submissions get equal values, on each machine. */
    private String seed(String content) {
        return setup.seed() != null ? setup.seed() : content.substring(0, SEED);
    }

    private Graded record(Planned planned, String content, Result result, Path work) {
        ObjectNode tree = JsonReport.node(result);
        RelativePaths.in(tree, work.resolve(Source.COPY));
        tree.put("call", lab.name() + (setup.reference() ? " --parts reference" : ""));
        RecordedResult recorded = RecordedResult.of(tree, submission(planned, content), setup.grader(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
        recorded.write(file(planned));
        return new Graded(recorded.isGraderError() ? Kind.GRADER_ERROR : Kind.GRADED, outcome(recorded),
                hash(recorded), true);
    }

    /** Records that it was not graded; if not even that can be written, nothing can. */
    Graded notGraded(Planned planned, String reason, boolean sound) {
        String content = "";
        try {
            RecordedResult recorded = RecordedResult.of(
                    JsonReport.node(grading(Optional.empty(), "0".repeat(SEED)).notGraded(reason)),
                    submission(planned, content), setup.grader(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
            recorded.write(file(planned));
            return new Graded(Kind.GRADER_ERROR, Names.shown(reason), hash(recorded), sound);
        } catch (UserError cannotWrite) {
            return new Graded(Kind.NOT_RECORDED, Names.shown(message(cannotWrite)), "", sound);
        }
    }

    private static String hash(RecordedResult recorded) {
        return Sha256.of(recorded.text().getBytes(StandardCharsets.UTF_8));
    }

    private static String message(Throwable thrown) {
        return thrown instanceof UserError known ? known.line() : String.valueOf(thrown);
    }

    private static String outcome(RecordedResult result) {
        return result.problem()
                .map(problem -> "0, " + Names.shown(problem))
                .orElseGet(() -> result.isGraderError() ? "grader error"
                        : result.earned() + " of " + result.checkable() + shortcuts(result.shortcuts()));
    }

    private static String shortcuts(int count) {
        return count == 0 ? "" : count == 1 ? ", a shortcut" : ", " + count + " shortcuts";
    }

    private RecordedSubmission submission(Planned planned, String content) {
        return new RecordedSubmission(planned.name(), Optional.ofNullable(planned.attempt()),
                Optional.ofNullable(planned.submitted()).map(Instant::parse), planned.source().shown(), content);
    }

    private Path file(Planned planned) {
        return Path.of(setup.out()).resolve(planned.file());
    }
}
