package grader.teaching.gradebook.writers;

import grader.core.console.UserError;
import grader.core.files.PathText;
import grader.teaching.gradebook.ResultSummary;
import grader.teaching.gradebook.policy.ExtraPoints;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.scores.LabColumn;
import grader.teaching.gradebook.scores.LabScore;
import grader.teaching.gradebook.scores.Learner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The gradebook as a SQLite database, for queries of one's own. */
public final class GradebookDatabase {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;

    private final SqliteDriver driver;

    public GradebookDatabase(SqliteDriver driver) {
        this.driver = driver;
    }

    /** @throws UserError if another program holds a lock on the database that is to be replaced */
    public void checkUnlocked(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try (Connection old = driver.open(file); Statement statement = old.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("ROLLBACK");
        } catch (SQLException error) {
            int code = error.getErrorCode() & 0xff;
            throw code == BUSY || code == LOCKED
                    ? new UserError(PathText.shown(file) + " is open in another program, which has locked it",
                            "close it there, and try again; or choose another folder with --out")
                    : new UserError(PathText.shown(file) + " is no SQLite database that can be replaced: "
                            + error.getMessage(), "move it away, or choose another folder with --out");
        }
    }

    /** @param file a new one */
    public void write(Gradebook book, Path file) throws IOException {
        try (Connection database = driver.open(file); Statement statement = database.createStatement()) {
            // A new file that is moved into place when it is complete: nothing is to be recovered.
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            database.setAutoCommit(false);
            statement.executeUpdate(DatabaseSchema.SQL);
            labs(book, database);
            learners(book, database);
            attempts(book, database);
            database.commit();
        } catch (SQLException error) {
            throw new IOException(error.getMessage(), error);
        }
    }

    private static void labs(Gradebook book, Connection database) throws SQLException {
        try (PreparedStatement labs = database.prepareStatement("INSERT INTO labs VALUES (?, ?, ?, ?)");
                PreparedStatement failures =
                        database.prepareStatement("INSERT INTO failures VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (LabColumn lab : book.labs()) {
                add(labs, lab.name(), lab.title(), lab.policy().weight(),
                        lab.policy().due().map(due -> due.toOffsetDateTime().toString()).orElse(null));
                for (var each : lab.failures()) {
                    add(failures, lab.name(), each.check().id(), each.check().says(), each.check().rule(),
                            each.failed(), each.notReached(), each.of());
                }
            }
            labs.executeBatch();
            failures.executeBatch();
        }
    }

    private static void learners(Gradebook book, Connection database) throws SQLException {
        try (PreparedStatement learners = database.prepareStatement("INSERT INTO learners VALUES (?, ?)");
                PreparedStatement scores =
                        database.prepareStatement("INSERT INTO scores VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Learner learner : book.learners()) {
                add(learners, learner.name(), orNull(learner.total()));
                for (var lab : learner.scores().entrySet()) {
                    score(scores, learner.name(), lab.getKey(), lab.getValue());
                }
            }
            learners.executeBatch();
            scores.executeBatch();
        }
    }

    private static void score(PreparedStatement scores, String name, String lab, LabScore score) throws SQLException {
        String state = score.isMissing() ? "missing" : score.isSubmitted() ? "scored" : "not submitted";
        add(scores, name, lab, state, orNull(score.points()),
                score.counted().map(ResultSummary::percent).orElse(null),
                score.counted().map(one -> one.attempt().attempt()).orElse(null),
                score.counted().flatMap(ResultSummary::submitted).map(Instant::toString).orElse(null),
                score.penalty().map(Object::toString).orElse(null), score.penaltyPoints(), score.extraPoints(),
                score.extra().stream().map(ExtraPoints::reason).collect(Collectors.joining("; ")));
    }

    private static void attempts(Gradebook book, Connection database) throws SQLException {
        try (PreparedStatement attempts =
                database.prepareStatement("INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (ResultSummary one : book.results()) {
                add(attempts, one.attempt().name(), one.attempt().lab(), one.attempt().attempt(),
                        one.submitted().map(Instant::toString).orElse(null), one.hasScore() ? one.earned() : null,
                        one.checkable(), one.problem(), one.content(), one.file().toString());
            }
            attempts.executeBatch();
        }
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }
}
