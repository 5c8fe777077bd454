package grader.results.recorded.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.submission.SubmissionRejected;
import grader.proofs.testing.Schemas;
import grader.results.recorded.RecordedResult;
import grader.results.recorded.RecordedSubmission;
import grader.results.recorded.ResultFile;
import grader.results.recorded.ResultFile.Owner;
import grader.results.recorded.ShardFile;
import grader.results.report.JsonReport;
import grader.results.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of a batch as files: what is written is what is read, and a file that was cut is told. */
class RecordedResultTest {

    private static final RecordedSubmission ADA = new RecordedSubmission("Ada \"<\u202e>\n", Optional.of("2"),
            Optional.of(Instant.parse("2026-11-24T10:00:00Z")), "subs/ada-2.zip", "c0ffee");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private static Grading grading() {
        return new Grading(new Settings(Course.here().lab("lab01"), Optional.empty(), Optional.empty(), "r0", false,
                false, Optional.empty()), ignored -> {});
    }

    private static RecordedResult recorded() {
        return recorded(grading().rejected(new SubmissionRejected("stage", "ada-2.zip is cut", "hand it in again")));
    }

    private static RecordedResult recorded(Result result) {
        return RecordedResult.of(JsonReport.node(result), ADA, "abc", NOON);
    }

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("ada.json");
        RecordedResult written = recorded();
        written.write(file);
        RecordedResult read = RecordedResult.read(file);
        assertEquals(ADA, read.submission());
        assertEquals("abc", read.grader());
        assertEquals(Optional.of(NOON), read.graded());
        assertEquals(Optional.of("ada-2.zip is cut"), read.problem());
        assertEquals(0, read.earned());
        assertFalse(read.isGraderError());
        assertEquals(written.tree().toString(), read.tree().toString());
    }

    @Test
    void theSchemaKnowsItsMembers() throws IOException {
        assertEquals(Set.of(), Schemas.of(Schemas.RESULT).validate(recorded().tree()));
    }

    @Test
    void aGraderErrorHasNoPoints() {
        RecordedResult error = recorded(grading().notGraded("the disk is full"));
        assertTrue(error.isGraderError());
        assertEquals(0, error.checkable());
    }

    @Test
    void eachBeginningOfAFileIsNoResult() throws IOException {
        Path file = folder.resolve("ada.json");
        recorded().write(file);
        String text = Files.readString(file).strip();
        for (int length = 0; length < text.length(); length += 97) {
            Files.writeString(file, text.substring(0, length));
            assertEquals(Optional.empty(), RecordedResult.peek(file), "of " + length + " characters");
        }
        UserError told = assertThrows(UserError.class, () -> RecordedResult.read(file));
        assertTrue(told.getMessage().contains("ada.json is no whole result"), told.getMessage());
        ObjectNode other = new ObjectMapper().createObjectNode().put("version", 1);
        Files.writeString(file, other.toString());
        assertEquals(Optional.empty(), RecordedResult.peek(file));
    }

    @Test
    void aFileNameIsSafeAndNoOtherSubmissions() {
        List<String> files = ResultFile.of(List.of(new Owner("ada", Optional.of("2")), new Owner("O'Brien",
                Optional.empty()), new Owner("../../etc", Optional.empty()), new Owner("bob", Optional.empty()),
                new Owner("Bob", Optional.empty()), new Owner("eve.1", Optional.empty()),
                new Owner("eve", Optional.of("1")), new Owner("shard-1-of-2", Optional.empty()),
                new Owner("x".repeat(300), Optional.empty()), new Owner("a\n\u202eb", Optional.empty()),
                new Owner("", Optional.empty())));
        assertEquals("ada.2.json", files.getFirst());
        assertTrue(files.get(1).matches("O_Brien-[0-9a-f]{8}\\.json"), files.get(1));
        assertTrue(files.stream().allMatch(file -> file.matches("[A-Za-z0-9_][A-Za-z0-9._-]{1,100}")), files::toString);
        assertEquals(files.size(), files.stream().map(file -> file.toLowerCase(Locale.ROOT)).distinct().count(),
                files::toString);
        assertTrue(files.stream().noneMatch(file -> ShardFile.isOne(Path.of(file))), files::toString);
    }

    @Test
    void aShardFileIsRead() {
        ShardFile shard = new ShardFile(2, 3, "lab01", List.of(
                new ShardFile.Entry("Ada \"", Optional.of("2"), "subs/ada.zip", "Ada.json"),
                new ShardFile.Entry("bob", Optional.empty(), "subs/bob", "bob.json")));
        shard.write(folder);
        Path file = folder.resolve("shard-2-of-3.json");
        assertTrue(ShardFile.isOne(file));
        assertEquals(shard, ShardFile.read(file));
    }

    @Test
    void aShardFileThatWasCutIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("shard-1-of-1.json"), "{\"version\":1,");
        assertThrows(UserError.class, () -> ShardFile.read(file));
    }
}
