package grader.teaching.gradebook.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docs.site.tests.Axe;
import grader.core.course.Course;
import grader.results.report.tests.OnReportPage;
import grader.teaching.gradebook.RecordedResults;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.writers.FeedbackFiles;
import grader.teaching.gradebook.writers.GradebookPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** WCAG 2.2 AA as axe sees it in the gradebook and in what learners get. */
@Tag("nightly")
class GradebookPageAxeTest extends OnReportPage {

    @Test
    void hasNothingToSay() throws IOException {
        Path results = folder.resolve("results");
        for (int i = 0; i <= Sample.CHECKS; i++) {
            new Sample("lab03", "learner " + i).points(10 * i).in(results);
            new Sample("lab04", "learner " + i).points(10 * i).verdict("not run").in(results);
        }
        new Sample("lab03", "y".repeat(300)).verdict("grader error").points(20).in(results, "error");
        RecordedResults recorded = RecordedResults.read(List.of(results));
        Gradebook book = Gradebook.of(recorded, Policy.NONE);
        Files.writeString(folder.resolve("gradebook.html"), GradebookPage.of(book, Optional.empty()));
        FeedbackFiles.write(book, Course.here(), folder, _ -> {});
        try (Stream<Path> all = Files.list(folder)) {
            for (Path page : all.filter(file -> file.toString().matches(".*(book|index|learner_[05]-.*)\\.html"))
                    .toList()) {
                assertEquals("", Axe.findings(visit.open(page.getFileName().toString())), page.toString());
            }
        }
        visit.assertNothingWentWrong();
    }
}
