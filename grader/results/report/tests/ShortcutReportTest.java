package grader.results.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.results.result.Result;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What reports say of shortcuts. */
class ShortcutReportTest {

    @Test
    void consoleNamesEachAndSaysThatItCostsNothing() throws IOException {
        String text =
                SampleResults.written(SampleResults.recorded().with(SampleResults.shortcuts("/etc"))).get("console");
        assertTrue(text.contains("shortcuts   they are reported, and cost no points\n"
                + "  /tmp/x/labs/03-parser/Framing.java:7: uses the path \"/etc\"\n"
                + "  labs/02-accept-queue/Server.java:12: uses java.lang.ProcessBuilder\n"), text);
    }

    @Test
    void withoutOneNoReportIsAnyLonger() throws IOException {
        Map<String, String> written = SampleResults.written(SampleResults.recorded());
        for (String format : List.of("console", "json", "html", "github-annotations")) {
            assertFalse(written.get(format).contains("hortcut"), written.get(format));
        }
    }

    @Test
    void htmlNamesPlaceAndReason() throws IOException {
        Result reported = SampleResults.recorded().with(SampleResults.shortcuts("/etc"));
        Element note = Jsoup.parse(SampleResults.written(reported).get("html")).selectFirst(".note.bad");
        assertEquals("Shortcuts Found in the class files. They are reported, and cost no points. "
                + "labs/03-parser/Framing.java:7 uses the path \"/etc\" "
                + "labs/02-accept-queue/Server.java:12 uses java.lang.ProcessBuilder", note.text());
        Result zero = SampleResults.problem("x").with(SampleResults.shortcuts("/etc"));
        assertTrue(Jsoup.parse(SampleResults.written(zero).get("html")).text().contains("They make the score 0."));
    }

    @Test
    void githubHasAWarningAtTheLine() throws IOException {
        Result reported = SampleResults.recorded().with(SampleResults.shortcuts("/etc"));
        String text = SampleResults.written(reported).get("github-annotations");
        assertTrue(text.contains("::warning file=labs/03-parser/Framing.java,line=7,title=lab03%3A a shortcut::"
                + "uses the path \"/etc\"\n"), text);
    }

    @Test
    void textOfASubmissionStaysText() {
        String bad = "</code><b id=pwn>b</b>\n::error::a \u202e##[group]";
        Result result = SampleResults.hostile("x").with(SampleResults.shortcuts(bad));
        Map<String, String> written = SampleResults.written(result);
        Document page = Jsoup.parse(written.get("html"));
        assertEquals(0, page.select("#pwn").size());
        assertTrue(page.selectFirst(".note.bad").wholeText().contains(bad.replace("\u202e", "\\u202e")));
        assertEquals(4, written.get("github-annotations").lines().count(), written.get("github-annotations"));
        assertTrue(written.get("github-annotations")
                .lines()
                .allMatch(line -> line.matches("::(error|warning|notice) .*")));
    }
}
