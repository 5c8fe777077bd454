package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.build.Report;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real pages: they build, and what comes out is light, safe, and whole without a script. */
class SitePagesTest {

    private static final int MOST_BYTES = 130 << 10;

    private static final Path OUT = RealSite.folder();

    private static Report report;

    @BeforeAll
    static void build() {
        report = RealSite.report();
        assertEquals(List.of(), report.defects());      // with a defect nothing is written
    }

    @Test
    void beginWithTheIndex() {
        assertEquals("index.html", report.pages().getFirst());
    }

    @Test
    void areLightWithoutTheirPictures() throws IOException {
        for (String page : report.pages()) {
            String html = Files.readString(OUT.resolve(page)).replaceAll("(?s)<svg.*?</svg>", "");
            int bytes = html.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes < MOST_BYTES, page + " has " + bytes + " bytes without its pictures");
        }
    }

    @Test
    void letNothingFromElsewhereIn() throws IOException {
        for (String name : report.pages()) {
            String policy = page(name).select("meta[http-equiv=Content-Security-Policy]").attr("content");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"),
                    name + ": " + policy);
            assertFalse(policy.contains("unsafe"), policy);
        }
        for (String name : List.of("site.css", "site.js", "early.js")) {
            String text = Files.readString(OUT.resolve(name));
            assertFalse(text.matches("(?s).*(https?:|url\\(|@import|fetch\\().*"), name + " asks for something");
        }
    }

    @Test
    void areWholeWithoutAScript() throws IOException {
        for (String name : report.pages()) {
            Document page = page(name);
            assertEquals(0, page.select("main [hidden], main template, main script").size(), name);
            assertFalse(page.select("html").hasAttr("data-altitude"), "hiding an altitude is a script's work: " + name);
        }
    }

    @Test
    void haveOneTitleAndHeadingsWithoutGaps() throws IOException {
        for (String name : report.pages()) {
            int before = 0;
            for (Element heading : page(name).select("main :is(h1, h2, h3, h4, h5)")) {
                int level = heading.tagName().charAt(1) - '0';
                assertTrue(level <= before + 1, name + ": h" + level + " after h" + before + ": " + heading.text());
                before = level;
            }
            assertEquals(1, page(name).select("h1").size(), name);
        }
    }

    @Test
    void namePicturesForThoseWhoDoNotSeeThem() throws IOException {
        for (String name : report.pages()) {
            page(name).select("main svg.plotted")
                    .forEach(plot -> assertFalse(plot.attr("aria-label").isBlank(), name));
            for (Element picture : page(name).select("main svg:not(.plotted)")) {
                assertEquals(picture.select("a").isEmpty() ? "img" : "group", picture.attr("role"));
                assertFalse(picture.select("#" + picture.attr("aria-labelledby")).text().isBlank(), name);
                assertFalse(picture.select("#" + picture.attr("aria-describedby")).text().isBlank(), name);
            }
        }
    }

    /** Whatever explains at altitudes also asks; pages to look things up do neither. */
    @Test
    void askTheirReaders() throws IOException {
        List<String> teaching = new ArrayList<>();
        for (String name : report.pages()) {
            if (page(name).selectFirst("main [data-altitude]") != null) {
                teaching.add(name);
            }
        }
        assertTrue(teaching.containsAll(List.of("seven-stops.html", "lab01.html", "lab02.html", "lab03.html")),
                teaching::toString);
        for (String name : teaching) {
            for (String kind : List.of("quiz", "order", "recall", "predict")) {
                assertFalse(page(name).select("main fieldset." + kind + ":has(> legend):has(> details)").isEmpty(),
                        name + ": " + kind);
            }
            Elements again = page(name).select("main nav.again a:not([href^=#]):not([href^=" + name + "])");
            assertFalse(again.isEmpty(), name + " does not say where its ideas appear again");
        }
    }

    @Test
    void foldTheirSources() throws IOException {
        for (String name : report.pages()) {
            for (Element heading : page(name).select("main h2:matchesOwn(^Sources$)")) {
                assertEquals(List.of("details"),
                        heading.nextElementSiblings().stream().map(Element::tagName).toList(), name);
            }
        }
    }

    /**
     * Readers notice where right options mostly are. By chance, three standard deviations are passed once in 370 times.
     */
    @Test
    void haveTheRightOptionOfAQuizAnywhere() throws IOException {
        Map<Integer, Integer> counts = new TreeMap<>();
        Map<Integer, Double> expected = new TreeMap<>();
        Map<Integer, Double> variance = new TreeMap<>();
        for (String name : report.pages()) {
            for (Element quiz : page(name).select("main fieldset.quiz")) {
                List<Element> options = quiz.select("> details > ol > li");
                List<Element> right = options.stream().filter(option -> option.hasClass("right")).toList();
                double chance = 1.0 / options.size();
                for (int i = 0; i < options.size() && right.size() == 1; i++) {
                    counts.merge(i, options.get(i) == right.getFirst() ? 1 : 0, Integer::sum);
                    expected.merge(i, chance, Double::sum);
                    variance.merge(i, chance * (1 - chance), Double::sum);
                }
            }
        }
        expected.forEach((place, mean) -> assertEquals(mean, counts.get(place), 3 * Math.sqrt(variance.get(place)),
                "quizzes by the place of their right option: " + counts + "; put another word into a question"));
    }

    @Test
    void nameTheColumnsOfTheirTables() throws IOException {
        for (String name : report.pages()) {
            for (Element head : page(name).select("main thead th")) {
                assertFalse(head.text().isBlank(), name + ": a column without a name in " + head.closest("tr").text());
            }
        }
    }

    @Test
    void listTheFourteenLabs() throws IOException {
        List<String> numbers = page("index.html").select("td:first-child").eachText();
        assertEquals(14, numbers.size(), numbers::toString);
        assertTrue(page("index.html").select("a[href=lab01.html]").size() > 0);
    }

    @Test
    void sayHowLongTheCourseTakes() throws IOException {
        int least = 0;
        int most = 0;
        for (Lab lab : Course.here().all()) {
            String[] hours = lab.data().hours().split(" to ");
            least += Integer.parseInt(hours[0]);
            most += Integer.parseInt(hours[1]);
        }
        String whole = least + " to " + most + " hours";
        assertTrue(page("index.html").select("main").text().contains(whole), "the index does not say " + whole);
    }

    @Test
    void lightTheirOwnStop() throws IOException {
        assertEquals(List.of("accept"), page("lab01.html").select("svg.wide [data-stop].lit").eachAttr("data-stop"));
        assertEquals(List.of("parse"), page("lab03.html").select("svg.wide [data-stop].lit").eachAttr("data-stop"));
        List<String> firsts =
                Stream.of("lab01.html", "lab03.html", "lab04.html", "lab05.html", "lab06.html", "lab07.html")
                        .filter(report.pages()::contains)
                        .toList();     // of the labs at each stop
        assertEquals(firsts, page("index.html").select("svg.wide a").eachAttr("href").stream().distinct().toList());
        assertEquals(firsts.subList(1, firsts.size()),
                page("lab01.html").select("svg.wide a").eachAttr("href").stream().distinct().toList());
        assertEquals(0, page("index.html").select("[data-stop].lit").size());
    }

    @Test
    void areTakenAwayWhenTheirSourceIs(@TempDir Path root) throws IOException {
        SiteTree tree = new SiteTree(root).page("old", SiteTree.good("Old", "Text."));
        assertEquals(List.of(), tree.build().defects());
        assertTrue(Files.exists(tree.out().resolve("old.html")));
        tree.without("old").build();
        assertFalse(Files.exists(tree.out().resolve("old.html")));
    }

    @Test
    void areNotWrittenOverOtherFiles(@TempDir Path root) throws IOException {
        SiteTree tree = new SiteTree(root);
        Files.createDirectories(tree.out());
        Files.writeString(tree.out().resolve("thesis.txt"), "mine");
        UserError problem = assertThrows(UserError.class, tree::build);
        assertTrue(problem.remedy().contains("--out"), problem.remedy());
    }

    private static Document page(String name) throws IOException {
        return Jsoup.parse(Files.readString(OUT.resolve(name)));
    }
}
