package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The glossary: one can find a word, link to it, and go on to the section that explains it. */
class SiteGlossaryTest {

    private static final Path OUT = RealSite.folder();

    private static Document page;

    @BeforeAll
    static void build() throws IOException {
        assertEquals(List.of(), RealSite.report().defects());
        page = Jsoup.parse(Files.readString(OUT.resolve("glossary.html")));
    }

    @Test
    void hasEnoughWords() {
        assertTrue(words().size() >= 70, words()::toString);
    }

    /** As people look words up: without regard to case, signs and spaces. */
    @Test
    void standsInAlphabeticOrder() {
        List<String> words = words().stream().map(SiteGlossaryTest::letters).toList();
        assertEquals(words.stream().sorted().toList(), words);
    }

    @Test
    void putsEachWordUnderItsLetter() {
        for (Element word : page.select("main dt")) {
            assertEquals(word.closest(".sect1").selectFirst("h2").ownText().strip(),
                    letters(word.text()).substring(0, 1).toUpperCase(Locale.ROOT), word.text());
        }
    }

    @Test
    void givesEachWordAnAnchorOfItsOwn() {
        Set<String> seen = new HashSet<>();
        for (Element word : page.select("main dt")) {
            Element anchor = word.selectFirst("a[id]");
            assertTrue(anchor != null && seen.add(anchor.id()), word.text() + " has no anchor, or one of another word");
            assertEquals(letters(word.text()).replace(" ", "-"), anchor.id());
        }
    }

    @Test
    void explainsEachWordAndLinksToASectionAboutIt() throws IOException {
        for (Element word : page.select("main dt")) {
            Element meaning = word.nextElementSibling();
            assertTrue(meaning.text().length() > 30, word.text());
            List<String> links = meaning.select("a[href*=.html#]").eachAttr("href");
            assertFalse(links.isEmpty(), word.text() + " links to no section");
            for (String link : links) {
                String[] target = link.split("#");
                Element heading = Jsoup.parse(Files.readString(OUT.resolve(target[0]))).getElementById(target[1]);
                assertTrue(heading.tagName().matches("h[2-5]"), link);
            }
        }
    }

    private static List<String> words() {
        return page.select("main dt").eachText();
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }
}
