package grader.results.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The HTML report: what it tells, and its colors. */
class ReportPageTest {

    private static final Pattern COLOR = Pattern.compile("--[a-z]+: light-dark\\(#[0-9a-f]{6}, #[0-9a-f]{6}\\);");

    @Test
    void tellsScoreStopTranscriptAndHints() throws IOException {
        Document page = Jsoup.parse(SampleResults.written(SampleResults.recorded()).get("html"));
        assertEquals("Lab 03: Parser", page.selectFirst("h1").text());
        assertEquals("76 of 100 points", page.selectFirst(".score").text());
        assertEquals(7, page.select(".stops li").size());
        assertEquals("parse", page.select(".stops [aria-current=step]").text());
        assertEquals("200", page.select(".transcript mark").text());
        assertEquals("expected: 400", page.select(".transcript .expected").text());
        assertEquals("27 of 31 cases pass", page.selectFirst(".check details summary").text());
        assertEquals(List.of("Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3"),
                page.select("#lab03-chunked .hints summary").eachText());
        assertEquals(0, page.select("#lab03-errors .hints").size(), "hints for what passes");
        assertEquals(0, page.select("details[open]").size());
        page.select("a[href]")
                .forEach(link -> assertEquals(1, page.select(link.attr("href")).size(), link.outerHtml()));
    }

    @Test
    void hasTheColorsOfTheSite() throws IOException {
        String site = Files.readString(SampleResults.COURSE.root().resolve("docs/site/theme/colours.css"));
        List<String> colors = COLOR.matcher(SampleResults.written(SampleResults.recorded()).get("html"))
                .results()
                .map(found -> found.group())
                .toList();
        assertTrue(colors.size() > 8, colors::toString);
        colors.forEach(color -> assertTrue(site.contains(color), color));
    }
}
