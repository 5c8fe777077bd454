package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page with each block that a reader works with, for tests in a browser: page.html; other.html has the same. */
final class BlocksPage {

    static final List<String> STEPS = List.of("bind", "listen", "accept");

    private static final String TEXT = """
            [predict]
            --
            What is 1 + 1?

            ----
            2
            ----
            --

            [predict]
            --
            What is 2 + 2?

            * [x] 4
            * 22

            ----
            4
            ----
            --

            [quiz]
            --
            Which?

            * [ ] This.
            ** It is not.
            * [x] That.
            ** It is.
            --

            [quiz]
            --
            Which ones?

            * [x] One.
            ** It is one.
            * [ ] Two.
            ** It is not.
            * [x] Three.
            ** It is, too.
            --

            [order]
            --
            What first?

            . bind
            . listen
            . accept
            --

            [recall]
            --
            Why?

            ====
            Because.
            ====
            --

            [drill]
            --
            At which stop do you look first?

            accept, parse, drain

            . Connection refused, at once.
            +
            ====
            *accept*. No socket listens there.
            ====

            . Every request gets a 400, but only through the new proxy.
            +
            ====
            *parse*. The parser rejects what the proxy sends.
            ====

            . Large responses end in the middle.
            +
            ====
            *drain*. The bytes are made, and not all of them arrive.
            ====
            --

            [aloud]
            --
            . Why does a listening socket carry no data?
            +
            ====
            It has no peer. See xref:lab01.adoc#bind[Bind].
            ====
            --

            .More of it
            [%collapsible]
            ====
            [#folded]
            Folded text.
            ====

            [source,java]
            ----
            IO.println("copied");
            ----

            .A talk
            [transcript]
            ....
            > GET / HTTP/1.1\\r\\n
            > \\r\\n
            ....

            [altitude=zero]
            == Zero: a part

            Text for zero.

            [altitude=senior]
            == Senior: a part

            Text for seniors.

            [altitude=junior]
            == Junior: a part

            Text for juniors, and not for <<deep,seniors>>.

            [#deep,altitude=senior]
            --
            Deep text.
            --
            """;

    private BlocksPage() {}

    /** Builds a site with the two pages, and pictures.html with those that readers move. @return its folder */
    static Path build(Path root) throws IOException {
        SiteTree tree = new SiteTree(root).page("page", SiteTree.good("Page", TEXT))
                .page("other", SiteTree.good("Other", TEXT))
                .page("pictures", SiteTree.good("Pictures",
                        examples("[steps]", "[explore]")
                                + "\n\n[#zero,altitude=zero]\n== Zero: the whole\n\nAll that is for zero."));
        assertEquals(List.of(), tree.build().defects());
        return tree.out();
    }

    /** Of the examples for authors those that begin with one of these lines. */
    private static String examples(String... beginnings) throws IOException {
        String text = Files.readString(Course.here().root().resolve("docs/authors.adoc"));
        return Pattern.compile("(?ms)^\\[source,asciidoc]\n(-{4,})\n(.*?)\n\\1$")
                .matcher(text)
                .results()
                .map(found -> found.group(2))
                .filter(example -> Stream.of(beginnings).anyMatch(example::contains))
                .collect(Collectors.joining("\n\n"));
    }
}
