package grader.teaching.gradebook.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import grader.teaching.gradebook.RecordedResults;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.policy.PolicyReader;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.writers.FeedbackFiles;
import grader.teaching.gradebook.writers.GradebookCsv;
import grader.teaching.gradebook.writers.GradebookPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gradebook and the feedback say the same points, and why they are what they are. */
class RemarksTest {

    @TempDir
    Path folder;

    private Gradebook book;

    @BeforeEach
    void results() throws IOException {
        Path results = folder.resolve("results");
        new Sample("lab03", "late").attempt(1).submitted("2026-12-03T10:00:00Z").points(80).in(results);
        new Sample("lab03", "late").attempt(2).submitted("2026-12-05T10:00:00Z").points(80).in(results);
        new Sample("lab03", "nothing").submitted("2026-12-02T10:00:00Z").points(0).verdict("not started").in(results);
        new Sample("lab03", "wrong").submitted("2026-12-01T10:00:00Z").points(0).in(results);
        new Sample("lab03", "broken").submitted("2026-12-01T10:00:00Z")
                .problem("A.java:1: ';' expected\nint i")
                .in(results);
        Path policy = Files.writeString(folder.resolve("course.yaml"), """
                late: {penalty: 10 percent per day}
                labs:
                  lab01: {weight: 0}
                  lab03: {due: 2026-12-01T12:00}
                extra:
                  - {name: late, lab: lab01, points: 3, reason: found a mistake}
                """);
        Policy read = new PolicyReader(policy, List.of("lab01", "lab03")::contains).read();
        book = Gradebook.of(RecordedResults.read(List.of(results)), read);
    }

    @Test
    void csvHasThemInItsLastColumn() throws IOException {
        Path csv = folder.resolve("gradebook.csv");
        GradebookCsv.write(book, csv);
        assertEquals(List.of("\"name\",\"total\",\"lab01\",\"lab03\",\"missing\",\"remarks\"",
                "\"broken\",0,0,0,\"\",\"lab03: A.java:1: ';' expected\"",
                "\"late\",64,3,64,\"\",\"lab01: +3: found a mistake; lab03: attempt 1 of 2; lab03: 2 days late: −16\"",
                "\"nothing\",0,0,0,\"\",\"lab03: nothing written yet; lab03: 1 day late\"",
                "\"wrong\",0,0,0,\"\",\"\""), Files.readAllLines(csv));
    }

    @Test
    void thePageHasThemBelowThePoints() {
        assertEquals(List.of("0 A.java:1: ';' expected", "64 attempt 1 of 2 2 days late: −16",
                "0 nothing written yet 1 day late", "0"),
                Jsoup.parse(GradebookPage.of(book, Optional.empty())).select(".scores tbody td:last-child").eachText());
    }

    @Test
    void feedbackSaysWhatCounts() throws IOException {
        assertEquals(4, FeedbackFiles.write(book, Course.here(), folder.resolve("feedback"), _ -> {}));
        Document late = feedback("late");
        assertEquals("64 attempt 1 of 2 2 days late: −16 | – 4 days late: −32 | 3 +3: found a mistake",
                late.select("tbody")
                        .first()
                        .select("td:last-child")
                        .stream()
                        .map(Element::text)
                        .collect(Collectors.joining(" | ")));
        assertEquals("2026-12-03 10:00 UTC due 2026-12-01 12:00 UTC",
                late.select("tbody").first().selectFirst("td:nth-child(3)").text());
    }

    @Test
    void whatWasNotGradedHasNoTimeAndNoLayer() throws IOException {
        FeedbackFiles.write(book, Course.here(), folder.resolve("feedback"), _ -> {});
        assertEquals(List.of("Graded", "Seed", "Isolation", "Time"), feedback("wrong").select("details dt").eachText());
        assertEquals(List.of(), feedback("broken").select("details dt").eachText());
    }

    private Document feedback(String name) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("feedback"))) {
            Path page = all.filter(file -> file.getFileName().toString().startsWith(name)).findFirst().orElseThrow();
            return Jsoup.parse(Files.readString(page));
        }
    }
}
