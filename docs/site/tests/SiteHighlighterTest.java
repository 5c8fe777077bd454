package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import docs.site.page.JavaHighlighter;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Java as pages show it. In the cases `k(…)` is a keyword, or true, false, null; `t` a type or an annotation; `s` a
 * string, `c` a comment, `n` a number. Keywords that follow each other are one.
 */
class SiteHighlighterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            record Point(int x) {}            | k(record) t(Point)(k(int) x) {}
            var r = record.id();              | k(var) r = record.id();
            sealed interface A permits B {}   | k(sealed interface) t(A) k(permits) t(B) {}
            non-sealed class B {}             | k(non-sealed class) t(B) {}
            boolean sealed = a - sealed;      | k(boolean) sealed = a - sealed;
            case Some(var x) when x > 0 -> 1; | k(case) t(Some)(k(var) x) k(when) x > n(0) -> n(1);
            when(x).thenReturn(1);            | when(x).thenReturn(n(1));
            yield x + 1;                      | k(yield) x + n(1);
            Thread.yield();                   | t(Thread).yield();
            import module java.base;          | k(import module) java.base;
            module.name();                    | module.name();
            "a // b" + 'c' // "d"             | s("a // b") + s('c') c(// "d")
            '\\'' + "\\"" + x                 | s('\\'') + s("\\"") + x
            @Override public String s;        | t(@Override) k(public) t(String) s;
            @interface Check {}               | k(@interface) t(Check) {}
            1_000_000L + 0xFFp1 + 1.5e-3      | n(1_000_000L) + n(0xFFp1) + n(1.5e-3)
            x1 = true && null == y            | x1 = k(true) && k(null) == y
            int interface2 = newest;          | k(int) interface2 = newest;
            a < b && c > d                    | a < b && c > d
            """)
    void tellsTokensApart(String source, String expected) {
        assertEquals(expected, marked(JavaHighlighter.html(source)));
    }

    @Test
    void seesTextBlocksAndCommentsAsOne() {
        assertEquals("s = s(\"\"\")\ns(  a \"quoted\" // word)\ns(  \"\"\");",
                marked(JavaHighlighter.html("s = \"\"\"\n  a \"quoted\" // word\n  \"\"\";")));
        assertEquals("c(/** a)\nc( * \"b\" */) x", marked(JavaHighlighter.html("/** a\n * \"b\" */ x")));
    }

    @Test
    void opensNoElementOverTheEndOfALine() {
        JavaHighlighter.html("/* a\n\n b */ \"\"\"\n x\n\"\"\"")
                .lines()
                .forEach(line -> assertEquals(
                        line.split("<[a-z]", -1).length, line.split("</[a-z]", -1).length, line));
    }

    @Test
    void losesNothingOfTheReference() throws IOException {
        for (Path file : Course.here().lab("lab01").files()) {
            String source = Files.readString(file);
            String html = JavaHighlighter.html(source);
            assertEquals(source, Jsoup.parse("<pre>\n" + html + "</pre>").selectFirst("pre").wholeText(),
                    file.toString());
            assertFalse(html.contains("<script"), file.toString());
        }
    }

    private static String marked(String html) {
        return html.replace("<em>", "c(")
                .replace("<var>", "n(")
                .replace("<b>", "k(")
                .replace("<i>", "t(")
                .replace("<u>", "s(")
                .replaceAll("</(?:em|var|b|i|u)>", ")")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
