package grader.core.source.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.source.DocComment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What readers see of the tags and signs that the comments of the labs, and those of the JDK, are written with. */
class DocCommentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "an unbound socket ({@link Sockets#open}) | an unbound socket (<code>Sockets.open</code>)",
            "calls {@link #sweep(LoopConnection, long)} | calls <code>sweep(LoopConnection, long)</code>",
            "at most {@value #MAX_ACCEPTS} | at most <code>MAX_ACCEPTS</code>",
            "see {@link Map#get(Object) the lookup} | see <code>the lookup</code>",
            "see {@linkplain Map#get the lookup} | see the lookup",
            "{@code Map<String, {x}>} and on | <code>Map&lt;String, {x}&gt;</code> and on",
            "`Content-Range: bytes *&#47;SIZE` | <code>Content-Range: bytes */SIZE</code>",
            "`{id}` and `a < b && c` | <code>{id}</code> and <code>a &lt; b &amp;&amp; c</code>",
            "{@code &lt;} is literal | <code>&amp;lt;</code> is literal",
            "<ul><li>one</li></ul> | <ul><li>one</li></ul>",
            "{@return the name} | Returns the name.",
            "{@code never closed | <code>never closed</code>",
    })
    void htmlHasNoTags(String comment, String html) {
        assertEquals(html, DocComment.html(comment));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "a <em>large</em> {@link Cache#size} | a large `Cache.size`",
            "{@code a < b} and 1 &lt; 2&hellip; | `a < b` and 1 < 2…",
            "`*&#x2f;` | `*/`",
            "&unknown; &#1114112; | &unknown; &#1114112;",
    })
    void plainTextHasNeitherElementsNorEntities(String comment, String plain) {
        assertEquals(plain, DocComment.plain(comment));
    }
}
