package grader.teaching.gradebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.core.console.UserError;
import grader.core.files.PathText;
import grader.results.recorded.ShardFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Reads recorded results as summaries. A file is streamed: what a summary does not need, such as transcripts, is
 * skipped. Several threads may use one.
 */
final class ResultJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final ObjectReader RESULT = JSON.readerFor(Root.class);
    private static final Pattern LAB = Pattern.compile("lab\\d\\d");
    private static final String NO_RESULT = "it is not a result of `grade`";
    private static final String AGAIN = "copy it again, or grade it again";
    private static final String NOT_OURS = "move it to another folder: only results of `grade` belong here";

    private final Map<CheckVerdict, CheckVerdict> shared = new ConcurrentHashMap<>();

    /** It cannot be read. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        final transient Finding finding;

        Unreadable(Finding finding) {
            super(finding.what());
            this.finding = finding;
        }

        Unreadable(Path file, String why, String remedy) {
            this(new Finding(PathText.shown(file) + ": " + why, remedy));
        }
    }

    private record Root(Integer version, String lab, String title, int earned, int checkable, boolean graderError,
            Problem problem, Submission submission, String graded, List<Task> tasks) {}

    private record Problem(String what) {}

    private record Submission(String name, String attempt, String submitted, String content) {}

    private record Task(String id, List<Check> checks) {}

    private record Check(String id, String says, String rule, String verdict) {}

    ResultSummary result(Path file) throws Unreadable {
        Root root = read(RESULT, file);
        if (root.version == null || root.lab == null || root.tasks == null) {
            throw new Unreadable(file, NO_RESULT, NOT_OURS);
        }
        header(file, root.version, root.lab);
        Submission submission = Optional.ofNullable(root.submission)
                .orElseGet(() -> new Submission(file.getFileName().toString().replaceFirst("\\.json$", ""), "", null,
                        null));
        if (submission.name == null) {
            throw new Unreadable(file, "its submission has no name", "add submission.name, or grade it again");
        }
        List<CheckVerdict> checks = new ArrayList<>();
        for (Task task : root.tasks) {
            for (Check check : task.checks == null ? List.<Check>of() : task.checks) {
                checks.add(shared(task, check));
            }
        }
        return new ResultSummary(file, Attempt.of(root.lab, submission.name, Optional.ofNullable(submission.attempt)),
                text(root.title),
                time(file, "submission.submitted", submission.submitted), time(file, "graded", root.graded),
                text(submission.content), root.earned, root.checkable, root.graderError,
                root.problem == null ? "" : text(root.problem.what), List.copyOf(checks));
    }

    Shard shard(Path file) throws Unreadable {
        try {
            ShardFile shard = ShardFile.read(file);
            header(file, 1, shard.lab());
            return Shard.of(file, shard);
        } catch (UserError error) {
            throw new Unreadable(new Finding(error.getMessage(), error.remedy()));
        }
    }

    private static void header(Path file, int version, String lab) throws Unreadable {
        if (!LAB.matcher(lab).matches()) {
            throw new Unreadable(file, "there is no lab '" + Attempt.shown(lab) + "'", NOT_OURS);
        }
        if (version != 1) {
            throw new Unreadable(file, "version " + version + ", and this grader reads version 1",
                    "use the grader that wrote it, or grade again");
        }
    }

    private static <T> T read(ObjectReader reader, Path file) throws Unreadable {
        try {
            T root = reader.readValue(file.toFile());
            if (root == null) {
                throw new Unreadable(file, NO_RESULT, NOT_OURS);
            }
            return root;
        } catch (JsonProcessingException error) {
            String line = error.getLocation() == null ? "" : "line " + error.getLocation().getLineNr() + ": ";
            if (error instanceof JsonEOFException || error.getCause() instanceof JsonEOFException) {
                throw new Unreadable(file, line + "it ends in the middle", AGAIN);
            }
            if (error instanceof MismatchedInputException) {      // its message names classes of this program
                throw file.toFile().length() == 0 ? new Unreadable(file, "it is empty", AGAIN)
                        : new Unreadable(file, NO_RESULT, NOT_OURS);
            }
            throw new Unreadable(file, line + "it is not JSON: " + Attempt.shown(error.getOriginalMessage()), NOT_OURS);
        } catch (IOException error) {
            throw new Unreadable(file, String.valueOf(error.getMessage()), "make it readable, or grade it again");
        }
    }

    private CheckVerdict shared(Task task, Check check) {
        CheckVerdict one = new CheckVerdict(text(task.id), text(check.id), text(check.says), text(check.rule),
                text(check.verdict));
        return shared.computeIfAbsent(one, same -> same);
    }

    private static Optional<Instant> time(Path file, String member, String time) throws Unreadable {
        try {
            return Optional.ofNullable(time).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException error) {
            throw new Unreadable(file, member + " '" + Attempt.shown(time) + "' is no time",
                    "write it as 2026-11-24T10:00:00Z");
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
