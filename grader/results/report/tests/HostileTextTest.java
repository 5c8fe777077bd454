package grader.results.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.results.report.escape.Csv;
import grader.results.report.escape.Cut;
import grader.results.report.escape.WorkflowCommand;
import grader.results.result.Result;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** What a submission writes is text in every format, as that format's readers parse it. */
class HostileTextTest {

    private static final String BAD = "=x</script></pre><b id=pwn>b</b> ]]> ::error::a\n::error file=b::c\n"
            + "|p|q|\n\n# h `t` ![i](j) www.k.example @m &lt; %0A ##[error]n \u200f\u202eo\0\r\033\u009b\"'";
    /** As a result has it. */
    private static final String SHOWN = BAD.replace("\u200f", "\\u200f")
            .replace("\u202e", "\\u202e")
            .replace("\0", "\\x00")
            .replace("\r", "\\x0d")
            .replace("\033", "\\x1b")
            .replace("\u009b", "\\x9b");

    private static final List<Result> RESULTS = List.of(SampleResults.hostile(BAD), SampleResults.problem(BAD));

    @Test
    void noFormatHasAControlCharacterOrTurnsText() {
        RESULTS.forEach(result -> SampleResults.written(result).forEach((format, text) -> {
            String plain = format.equals("github-classroom") ? decoded(text)
                    : format.equals("csv") ? text.replace("\r\n", "\n") : text;
            assertTrue(plain.contains("pwn") || format.equals("github-annotations"), () -> format + "\n" + plain);
            assertTrue(
                    plain.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c) || c == 0x202e || c == 0x200f),
                    () -> format + "\n" + plain);
        }));
    }

    @Test
    void htmlHasNoElementOfIt() {
        for (Result result : RESULTS) {
            String html = SampleResults.written(result).get("html");
            org.jsoup.parser.Parser parser = org.jsoup.parser.Parser.htmlParser().setTrackErrors(10);
            Document page = Jsoup.parse(html, "", parser);
            assertEquals(List.of(), parser.getErrors());
            assertEquals(0, page.select("#pwn, script, img, [src], a[href]:not([href^=#])").size());
            assertTrue(page.body().wholeText().contains(SHOWN), page.body().wholeText());
            assertTrue(page.selectFirst("meta[http-equiv=Content-Security-Policy]")
                    .attr("content")
                    .startsWith("default-src 'none';"));
        }
    }

    @Test
    void markdownHasNoMarkupOfIt() {
        List<TablesExtension> tables = List.of((TablesExtension) TablesExtension.create());
        for (Result result : RESULTS) {
            String html = HtmlRenderer.builder()
                    .extensions(tables)
                    .build()
                    .render(Parser.builder()
                            .extensions(tables)
                            .build()
                            .parse(SampleResults.written(result).get("github-summary")));
            Document page = Jsoup.parse(html);
            assertEquals(0, page.select("#pwn, script, b, img, a, h1").size(), html);
            assertEquals(1, page.select("table").size(), html);
            assertEquals(4, page.select("tbody td").size(), html);
            assertTrue(page.select("pre").text().contains("</script></pre><b id=pwn>"), html);
        }
    }

    /** As the runner reads lines: a command begins with two colons, or anywhere with `##[`. */
    @Test
    void aJobsLogHasNoCommandOfIt() {
        for (Result result : RESULTS) {
            String text = SampleResults.written(result).get("github-annotations");
            for (String line : text.lines().toList()) {
                assertTrue(line.matches("::(error|warning|notice) (\\w+=[^:,]*,?)+::[^\\r\\n]*"), text);
                String message = line.replaceFirst("^::.*?::", "");
                assertTrue(message.replaceAll("%(25|0D|0A)", "").indexOf('%') < 0, line);
            }
            assertEquals(2, text.lines().count(), text);
            for (String printed : decoded(SampleResults.written(result).get("github-classroom")).split("\"[,}]")) {
                assertTrue(!printed.contains("##[") && !printed.contains("\\n") && !printed.contains("\":\"::"),
                        printed);
            }
        }
    }

    @Test
    void aWorkflowCommandIsEscapedAsGithubsOwnLibraryDoes() {
        assertEquals("::error file=a%3Ab%2Cc%25,title=d%0Ae::f: g, 50%25%0D%0A::error::h\n",
                new WorkflowCommand("error", new TreeMap<>(
                        Map.of("file", "a:b,c%", "title", "d\ne", "line", "")), "f: g, 50%\r\n::error::h").toString());
    }

    @Test
    void csvIsReadAsItWasWrittenAndHoldsNoFormula() throws Exception {
        String csv = SampleResults.written(RESULTS.getFirst()).get("csv");
        try (ResultSet rows = new org.h2.tools.Csv().read(new StringReader(csv), null)) {
            assertTrue(rows.next());
            assertEquals("'" + SHOWN, rows.getString("reason"));
            assertEquals("1", rows.getString("earned"));
            assertEquals("numbers", rows.getString("check"));
            assertTrue(!rows.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@x", "\t=1", " =1", "\uff1d1", "\u200b=1"})
    void aSpreadsheetTakesNoCellForAFormula(String cell) {
        assertEquals("\"'" + cell + "\",-1,\"1-2=3\"\r\n", Csv.line(List.of(cell, -1, "1-2=3")));
    }

    @Test
    void junitXmlStaysWellFormed() throws Exception {
        for (Result result : RESULTS) {
            var xml = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(SampleResults.written(result).get("junit-xml"))));
            assertEquals(0, xml.getElementsByTagName("b").getLength());
        }
    }

    @Test
    void whatIsCutHoldsWholeCharacters() {
        assertEquals("é😀…", Cut.toCharacters("é😀é😀", 3, "…"));
        assertEquals("é😀", Cut.toCharacters("é😀", 2, "…"));
        assertEquals("é!", Cut.toBytes("é😀é", 6, "!"));
        assertEquals("é😀", Cut.toBytes("é😀", 6, "!"));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
    }
}
