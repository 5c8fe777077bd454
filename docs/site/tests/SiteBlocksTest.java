package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks that a reader works with: what becomes of them in HTML, which is whole before any script runs. */
class SiteBlocksTest {

    @TempDir
    Path root;

    @Test
    void quizTellsWhyAndMarksNothing() throws IOException {
        Element quiz = built("[quiz]\n--\nWhich is `it`?\n\n"
                + "* [ ] This.\n** Because _not_.\n* [x] That.\n** Because.\n** And so.\n--")
                .selectFirst("fieldset.quiz");
        assertEquals("Quiz Which is it?", quiz.selectFirst("legend").text());
        boolean turned = quiz.select("ol.options > li").eachText().equals(List.of("That.", "This."));
        assertEquals(turned ? List.of("That.", "This.") : List.of("This.", "That."),
                quiz.select("ol.options > li").eachText());
        List<String> reasons = List.of("No. Because not.", "Right. Because. And so.");
        assertEquals(turned ? reasons.reversed() : reasons, quiz.select("details li").eachText());
        assertEquals(List.of("Right. Because. And so."), quiz.select("details li.right").eachText());
        assertEquals(0, quiz.select("[checked], .options .right").size());
        assertFalse(quiz.selectFirst("details").hasAttr("open"));
    }

    @Test
    void orderIsShuffledAlikeInEachBuild() throws IOException {
        String text = "[order]\n--\nWhat first?\n\n. bind\n. `listen`\n. accept\n. read\n--";
        Element order = built(text).selectFirst("fieldset.order");
        List<String> right = List.of("bind", "listen", "accept", "read");
        assertEquals(right, order.select("details li").eachText());
        List<String> shown = order.select("ol.steps > li").eachText();
        assertNotEquals(right, shown);
        assertEquals(Set.copyOf(right), new HashSet<>(shown));
        assertEquals(shown, built(text).select("ol.steps > li").eachText());
    }

    @Test
    void recallFoldsItsAnswer() throws IOException {
        for (String fold : List.of("", "[%collapsible]\n")) {
            Element recall = built("[recall]\n--\nWhy?\n\n" + fold + "====\nFor `this`.\n\nAnd that.\n====\n--")
                    .selectFirst("fieldset.recall");
            assertEquals("Recall Why?", recall.selectFirst("legend").text());
            assertEquals(List.of("For this.", "And that."), recall.select("details p").eachText());
            assertEquals("Recall Why? Compare with an answer For this. And that.", recall.text());
        }
    }

    @Test
    void predictFoldsItsOutputAndWhatFollows() throws IOException {
        Element predict =
                built("[predict]\n--\nWhat?\n\n[source,java]\n----\nIO.println(1 + 1);\n----\n\n* [x] 2\n* 11\n\n"
                        + "----\n2\n----\n\nA sum.\n--").selectFirst("fieldset.predict");
        assertEquals(List.of("2", "11"), predict.select("ul.options > li").eachText());
        Element output = predict.selectFirst("details").clone();
        assertEquals("What it prints Right: 2 2 A sum.", output.text());
        assertEquals("0", predict.select("ul.options").attr("data-right"));
        predict.select("details").remove();
        assertEquals("Predict What? IO.println(1 + 1); 2 11", predict.text());
    }

    @Test
    void quizShufflesItsOptionsAlikeInEachBuild() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            text.append("[quiz]\n--\nWhich is ").append(i).append("?\n\n* [x] This.\n** a\n* [ ] That.\n** b\n--\n\n");
        }
        List<String> first = built(text.toString()).select("ol.options > li").eachText();
        assertEquals(Set.of("This.", "That."), new HashSet<>(List.of(first.get(0), first.get(1))));
        assertNotEquals(1, new HashSet<>(rights(first)).size(), first::toString);
        assertEquals(first, built(text.toString()).select("ol.options > li").eachText());
    }

    /** Of pairs, the place of the right one. */
    private static List<Integer> rights(List<String> options) {
        return IntStream.range(0, options.size())
                .filter(i -> options.get(i).equals("This."))
                .mapToObj(i -> i % 2)
                .toList();
    }

    @Test
    void drillFoldsTheAnswerOfEachCard() throws IOException {
        Element drill =
                built("[drill]\n--\nWhich?\n\naccept, parse\n\n. Refused.\n+\n====\n*accept*. Because.\n====\n\n"
                        + ". A 400.\n+\n====\n*parse*. It *is* so.\n\nMore.\n====\n--").selectFirst("fieldset.drill");
        assertEquals("Drill Which?", drill.selectFirst("legend").text());
        assertEquals("One of: accept, parse", drill.selectFirst(".from").text());
        assertEquals(List.of("Refused. Which one, and why accept. Because.",
                "A 400. Which one, and why parse. It is so. More."), drill.select("ol.cards > li").eachText());
        assertEquals(List.of("accept", "parse"), drill.select("details .right").eachText());
        assertEquals(0, drill.select("details[open]").size());
    }

    @Test
    void aloudFoldsAnAnswerWithALink() throws IOException {
        Element list = built("[aloud]\n--\n. Why?\n+\n====\nFor this. See xref:lab01.adoc#bind[Bind].\n====\n--")
                .selectFirst("ol.aloud");
        assertEquals("Why? Compare with an answer For this. See Bind.", list.text());
        assertEquals("lab01.html#bind", list.select("details a").attr("href"));
    }

    @Test
    void transcriptSaysInWordsWhoSends() throws IOException {
        Element talk = built(".A talk\n[transcript]\n....\n> GET /<x> HTTP/1.1\\r\\n\n> \\r\\n\n"
                + "# A moment.\n< HTTP/1.1 \\x32\n....").selectFirst("figure.transcript");
        assertEquals(List.of("A talk"), talk.select("figcaption").eachText());
        assertEquals(List.of("Client sends", "Server sends"), talk.select(".label").eachText());
        assertEquals("GET /<x> HTTP/1.1\\r\\n\n\\r\\n", talk.selectFirst(".sent pre").wholeText());
        assertEquals(List.of("\\r\\n", "\\r\\n"), talk.select(".sent i").eachText());
        assertEquals("A moment.", talk.selectFirst(".remark").text());
        assertEquals("HTTP/1.1 \\x32", talk.selectFirst(".got pre").wholeText());
    }

    @Test
    void stopsLightOneAndLinkToOthers() throws IOException {
        String picture = "--\nimage::pictures/seven-stops.svg[\"Seven stops.\"]\n--";
        Document elsewhere = built("[stops,lit=parse]\n" + picture);
        assertEquals(List.of("parse", "parse"), elsewhere.select("[data-stop].lit").eachAttr("data-stop"));
        assertEquals("lab01.html", elsewhere.selectFirst("svg.wide a:has([data-stop=accept])").attr("href"));
        assertEquals("accept: lab 01, Sockets", elsewhere.selectFirst("svg.narrow a").attr("aria-label"));
        assertEquals(1, elsewhere.select("svg.wide a").size(), "a link for each stop that has a page");
        assertEquals(Set.of("group"), Set.copyOf(elsewhere.select("svg").eachAttr("role")));

        Document unlit = built("[stops]\n" + picture);
        assertEquals(0, unlit.select(".lit").size());
    }

    @Test
    void everyExampleForAuthorsIsBuilt() throws IOException {
        String text = Files.readString(Course.here().root().resolve("docs/authors.adoc"));
        Matcher listing = Pattern.compile("(?ms)^\\[source,asciidoc]\n(-{4,})\n(.*?)\n\\1$").matcher(text);
        Set<String> kinds = new HashSet<>();
        while (listing.find()) {
            Document page = built(listing.group(2));
            kinds.addAll(page.select("main fieldset, main figure").eachAttr("class"));
        }
        assertEquals(Set.of("quiz", "order", "recall", "predict", "drill", "transcript", "picture seven-stops",
                "picture onion-steps", "picture event-loop-steps", "picture utilization", "excerpt check"), kinds);
        assertTrue(Files.readString(Course.here().root().resolve("CONTRIBUTING.md")).contains("docs/authors.adoc"));
    }

    private Document built(String text) throws IOException {
        SiteTree tree = new SiteTree(Files.createTempDirectory(root, "site")).page("page", SiteTree.good("Page", text));
        assertEquals(List.of(), tree.build().defects(), text);
        return Jsoup.parse(tree.html("page"));
    }
}
