package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages are made of, as Markdown of a notebook. */
class SiteNotebookMarkdownTest {

    @TempDir
    Path root;

    @Test
    void wordsKeepTheirMeaning() throws IOException {
        assertMarkdown("""
                1\\. It costs \\$5 \\* 2, *or* **so**: `a*b`, <kbd>t</kbd>, 2<sup>64</sup>, &lt;b&gt;, [x\\]](https://x.example/).
                """, """
                1{empty}. It costs $5 * 2, _or_ *so*: `+a*b+`, kbd:[t], 2^64^, <b>, https://x.example/[x&#93;].
                """);
    }

    @Test
    void listsStayNested() throws IOException {
        assertMarkdown("""
                - one
                  1. first

                  2. second

                     ```
                     code
                     ```

                - two

                Then:

                - **Term**: what it is
                """, """
                * one
                . first
                . second
                +
                ----
                code
                ----
                * two

                Then:

                Term:: what it is
                """);
    }

    @Test
    void tablesHaveAHead() throws IOException {
        assertMarkdown("""
                | A | B |
                | --- | --- |
                | <code>x\\|y</code> | **b** |

                |  |  |
                | --- | --- |
                | 1 | 2 |
                """, """
                |===
                | A | B

                | `x{vbar}y` | *b*
                |===

                |===
                | 1 | 2
                |===
                """);
    }

    @Test
    void blocksAreQuotedFencedOrFolded() throws IOException {
        assertMarkdown("""
                > **Note**
                >
                > Mind this.

                **A title**

                ````java
                "```"
                ````

                **Bytes**

                ```
                # one
                > GET /\\r\\n
                < HTTP/1.1 200 OK\\r\\n
                ```

                **Quiz.** Which?

                - **a.** that
                - **b.** this

                <details>
                <summary>The answers, and why</summary>

                - **a.** **No.** It is not.
                - **b.** **Right.** It is.

                </details>

                **Drill.** Where?

                One of: accept, parse

                1. A 400.

                   <details>
                   <summary>Which one, and why</summary>

                   **parse**. So.

                   </details>

                1. Why?

                   <details>
                   <summary>Compare with an answer</summary>

                   So. See [Bind](lab01.ipynb#bind).

                   </details>
                """, """
                NOTE: Mind this.

                .A title
                [source,java]
                ----
                "```"
                ----

                .Bytes
                [transcript]
                ....
                # one
                > GET /\\r\\n
                < HTTP/1.1 200 OK\\r\\n
                ....

                [quiz]
                --
                Which?

                * [x] this
                ** It is.
                * [ ] that
                ** It is not.
                --

                [drill]
                --
                Where?

                accept, parse

                . A 400.
                +
                ====
                *parse*. So.
                ====
                --

                [aloud]
                --
                . Why?
                +
                ====
                So. See xref:lab01.adoc#bind[Bind].
                ====
                --
                """);
    }

    @Test
    void altitudesAreNamedInNotebooksOfTheirOwn() throws IOException {
        String page = """
                For all.

                [#deep,altitude=senior]
                == Senior: what is deep

                It is.

                [altitude=zero]
                --
                Shallow.
                --
                """;
        assertMarkdown("page.senior", """
                For all.

                <a id="deep"></a>

                ## Senior · What is deep

                It is.
                """, page);
        assertMarkdown("page.zero", """
                For all.

                **Zero.**

                Shallow.
                """, page.replace("[#deep", "[altitude=zero]\n--\nShallow.\n--\n\n[#deep"));
    }

    @Test
    void linksLeadToTheNotebookOfTheSameAltitudeOrOfTheAnchors() throws IOException {
        String page = """
                xref:#deep[deep], link:index.html[index], link:page.html[this]

                [#deep,altitude=senior]
                == Senior: what is deep

                Text.
                """;
        assertMarkdown("page.zero",
                "[deep](page.senior.ipynb#deep), [index](index.ipynb), [this](page.zero.ipynb)", page);
    }

    private void assertMarkdown(String expected, String asciidoc) throws IOException {
        assertMarkdown("page", expected, asciidoc);
    }

    private void assertMarkdown(String name, String expected, String asciidoc) throws IOException {
        String adoc = asciidoc.contains("kbd:") ? ":experimental:\n\n" + asciidoc : asciidoc;
        SiteTree tree = new SiteTree(Files.createTempDirectory(root, "course"))
                .page("page", SiteTree.good("Page", adoc));
        assertEquals(List.of(), tree.build().defects());
        List<String> texts = new ArrayList<>();
        JsonNode notebook = new ObjectMapper().readTree(Files.readString(tree.out().resolve(name + ".ipynb")));
        notebook.get("cells").forEach(cell -> texts.add(SiteNotebookTest.text(cell.get("source"))));
        String all = String.join("\n\n", texts.subList(1, texts.size()));
        String between = all.replace("> **The crux**\n>\n> Remember this.\n\n", "")
                .replace("\n\n> **To remember**\n>\n> This was it.", "");
        assertEquals(expected.strip(), between.strip());
    }
}
