package grader.teaching.gradebook.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.results.recorded.ShardFile;
import grader.teaching.gradebook.Finding;
import grader.teaching.gradebook.RecordedResults;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.policy.PolicyReader;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.scores.LabScore;
import grader.teaching.gradebook.scores.Learner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which attempt counts, what it is worth, and what is missing rather than 0. */
class GradebookTest {

    private static final String LATE = """
            attempt: %s
            late: {penalty: 10 percent per day}
            labs:
              lab01: {due: 2026-12-01T12:00, weight: 1}
              lab03: {due: 2026-12-01T12:00, weight: 3}
            """;

    @TempDir
    Path folder;

    private Gradebook book(String policy) throws IOException {
        Path file = folder.resolve("course.yaml");
        Files.writeString(file, policy);
        PolicyReader reader = new PolicyReader(file, List.of("lab01", "lab03")::contains);
        Policy read = reader.read();
        assertEquals(List.of(), reader.mistakes());
        return Gradebook.of(RecordedResults.read(List.of(folder)), read);
    }

    private static LabScore score(Gradebook book, String name, String lab) {
        return learner(book, name).scores().get(lab);
    }

    private static Learner learner(Gradebook book, String name) {
        return book.learners().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static String counted(Gradebook book, String name) {
        LabScore score = score(book, name, "lab03");
        return score.counted().map(one -> one.attempt().attempt()).orElse("none") + ": "
                + score.points().orElse(Double.NaN);
    }

    @Test
    void theBestOrTheLastAttemptCounts() throws IOException {
        new Sample("lab03", "ada").attempt(9).submitted("2026-12-01T10:00:00Z").points(90).in(folder);
        new Sample("lab03", "ada").attempt(10).submitted("2026-12-01T11:00:00Z").points(50).in(folder);
        assertEquals("9: 90.0", counted(book(LATE.formatted("best")), "ada"));
        assertEquals("10: 50.0", counted(book(LATE.formatted("last")), "ada"));
    }

    @Test
    void theBestIsTheBestAfterItsPenalty() throws IOException {
        new Sample("lab03", "ada").attempt(1).submitted("2026-12-01T10:00:00Z").points(80).in(folder);
        new Sample("lab03", "ada").attempt(2).submitted("2026-12-03T10:00:00Z").points(90).in(folder);
        assertEquals("1: 80.0", counted(book(LATE.formatted("best")), "ada"));
        assertEquals("2: 72.0", counted(book(LATE.formatted("last")), "ada"));
    }

    @Test
    void withoutTimesTheHighestNumberIsTheLast() throws IOException {
        new Sample("lab03", "ada").attempt(10).points(50).in(folder);
        new Sample("lab03", "ada").attempt(9).points(90).in(folder);
        assertEquals("10: 50.0", counted(book("attempt: last\n"), "ada"));
    }

    @Test
    void aGraderErrorIsMissingAndNeverAZero() throws IOException {
        new Sample("lab03", "ada").points(0).verdict("grader error").in(folder);
        new Sample("lab01", "ada").in(folder);
        new Sample("lab03", "bob").points(0).in(folder);
        Gradebook book = book("");
        assertTrue(score(book, "ada", "lab03").isMissing());
        assertEquals(List.of("lab03"), learner(book, "ada").missing());
        assertTrue(learner(book, "ada").total().isEmpty());
        assertEquals(0, score(book, "bob", "lab03").points().orElseThrow());
        assertEquals(1, book.labs().getLast().missing());
        assertEquals(List.of(0.0), book.labs().getLast().points());
        assertEquals("missing: ada, lab03: the grader could not grade it", book.findings().getFirst().what());
    }

    @Test
    void aGraderErrorOnlyMattersIfThatAttemptCounts() throws IOException {
        new Sample("lab03", "ada").attempt(1).points(70).in(folder);
        new Sample("lab03", "ada").attempt(2).points(20).verdict("grader error").in(folder);
        Gradebook best = book("");
        assertEquals("1: 70.0", counted(best, "ada"));
        assertEquals(1, best.findings().size(), "the other attempt may be better");
        assertTrue(score(book("attempt: last\n"), "ada", "lab03").isMissing());
        new Sample("lab03", "ada").attempt(3).points(60).in(folder);
        assertEquals(List.of(), book("attempt: last\n").findings());
    }

    @Test
    void whatIsDoubledOrMissingIsNotZeroEither() throws IOException {
        new Sample("lab03", "ada").points(10).in(folder, "a");
        new Sample("lab03", "ada").points(20).in(folder, "b");
        new ShardFile(1, 1, "lab03", List.of(new ShardFile.Entry("bob", Optional.of("2"), "bob.zip", "bob.2.json")))
                .write(folder);
        new Sample("lab03", "bob").attempt(1).points(70).in(folder);
        Gradebook last = book("attempt: last\n");
        assertTrue(score(last, "ada", "lab03").isMissing());
        assertTrue(score(last, "bob", "lab03").isMissing());
        assertEquals("1: 70.0", counted(book(""), "bob"));
    }

    @Test
    void theTotalIsTheWeightedMeanAndNothingSubmittedIsZero() throws IOException {
        new Sample("lab01", "ada").submitted("2026-12-01T10:00:00Z").points(100).in(folder);
        new Sample("lab03", "ada").submitted("2026-12-01T10:00:00Z").points(60).in(folder);
        new Sample("lab03", "bob").submitted("2026-12-01T10:00:00Z").points(60).in(folder);
        Gradebook book = book(LATE.formatted("best"));
        assertEquals(70, learner(book, "ada").total().orElseThrow());
        assertEquals(45, learner(book, "bob").total().orElseThrow());
        assertEquals(List.of(), book.findings());
    }

    @Test
    void extraPointsComeAfterThePenalty() throws IOException {
        new Sample("lab03", "ada").submitted("2026-12-02T10:00:00Z").points(50).in(folder);
        Gradebook book = book(LATE.formatted("best") + """
                extra:
                  - {name: ada, lab: lab03, points: 5, reason: a}
                  - {name: ada, lab: lab03, points: -1, reason: b}
                  - {name: ada, lab: lab01, points: 7, reason: c}
                  - {name: adda, lab: lab03, points: 7, reason: c}
                """);
        assertEquals(49, score(book, "ada", "lab03").points().orElseThrow());
        assertEquals(7, score(book, "ada", "lab01").points().orElseThrow());
        Finding unknown = book.findings().getFirst();
        assertTrue(unknown.what().endsWith("course.yaml:10: no result is of adda"), unknown.what());
    }

    @Test
    void withoutATimeOfSubmissionItIsOnTimeAndThatIsTold() throws IOException {
        new Sample("lab03", "ada").points(50).in(folder);
        Gradebook book = book(LATE.formatted("best"));
        assertEquals(50, score(book, "ada", "lab03").points().orElseThrow());
        assertTrue(book.findings().getFirst().what().startsWith("ada, lab03: nothing says when it was submitted"));
    }

    @Test
    void checksThatFailMostOftenAreCountedInTheAttemptsThatCount() throws IOException {
        new Sample("lab03", "ada").attempt(1).points(0).in(folder);
        new Sample("lab03", "ada").attempt(2).points(80).in(folder);
        new Sample("lab03", "bob").points(90).in(folder);
        new Sample("lab03", "eve").points(40).verdict("not started").in(folder);
        new Sample("lab03", "max").points(100).in(folder);
        var failures = book("").labs().getFirst().failures();
        assertEquals(List.of("check-9 2 1 4", "check-8 1 1 4"), failures.stream()
                .map(one -> one.check().id() + " " + one.failed() + " " + one.notReached() + " " + one.of())
                .toList());
        assertEquals(0.5, failures.getFirst().failedShare());
        assertArrayEquals(new int[] {0, 0, 0, 0, 1, 0, 0, 0, 1, 2}, book("").labs().getFirst().histogram());
        assertEquals(85, book("").labs().getFirst().median());
        assertEquals(77.5, book("").labs().getFirst().mean());
    }

    @Test
    void aResultWithoutASubmissionHasTheNameOfItsFile() throws IOException {
        Path file = new Sample("lab03", "x").points(50).in(folder, "ada");
        Files.writeString(file, Files.readString(file).replace("\"submission\"", "\"other\""));
        assertEquals(": 50.0", counted(book(""), "ada"));
    }
}
