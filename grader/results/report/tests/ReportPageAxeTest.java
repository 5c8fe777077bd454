package grader.results.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docs.site.tests.Axe;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * WCAG 2.2 AA as axe sees it in the HTML report: light and dark, narrow and wide, folded and open, also of bad text.
 */
class ReportPageAxeTest extends OnReportPage {

    @Test
    void hasNothingToSay() throws IOException {
        String html = SampleResults.written(SampleResults.recorded()).get("html");
        Files.writeString(folder.resolve("report.html"), html);
        Files.writeString(folder.resolve("open.html"), html.replace("<details>", "<details open>"));
        Files.writeString(folder.resolve("bad.html"),
                SampleResults.written(SampleResults.hostile("<script>" + "x".repeat(300))).get("html"));
        Files.writeString(folder.resolve("problem.html"),
                SampleResults.written(SampleResults.problem("y".repeat(300))).get("html"));
        for (String file : List.of("report.html", "open.html", "bad.html", "problem.html")) {
            assertEquals("", Axe.findings(visit.open(file)), file);
        }
        visit.assertNothingWentWrong();
    }
}
