package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reading order of the pages is that of docs/pages/contents.yaml. */
class SiteContentsTest {

    private static final String CONTENTS = "docs/pages/contents.yaml";

    @TempDir
    Path root;

    @Test
    void pagesStandInTheOrderOfTheContents() throws IOException {
        SiteTree tree = new SiteTree(root).page("a", SiteTree.good("A", "Text."))
                .page("b", SiteTree.good("B", "Text."))
                .file(CONTENTS,
                        "- part: One\n  pages: [index, b]\n- part: Two\n  pages: [lab01, a, lab01-interface]\n");
        assertEquals(List.of("index.html", "b.html", "lab01.html", "a.html", "lab01-interface.html"),
                tree.build().pages());
    }

    @Test
    void aPageThatIsNotNamedAndANameWithoutAPageAreDefects() throws IOException {
        SiteTree tree = new SiteTree(root).page("a", SiteTree.good("A", "Text."))
                .file(CONTENTS, "- part: One\n  pages: [index, lab01, lab01-interface, c]\n");
        List<String> defects = tree.build()
                .defects()
                .stream()
                .map(Object::toString)
                .map(text -> text.replace(root + "/", ""))
                .toList();
        assertEquals(List.of(
                CONTENTS + ": there is no page c\n  write docs/pages/c.adoc, or take the name out",
                CONTENTS + ": the page a is in no part\n  name it in the part where it is to be read"), defects);
    }

    @Test
    void contentsThatCannotBeReadAreNamed() throws IOException {
        SiteTree tree = new SiteTree(root).file(CONTENTS, "- part: One\n  page: [index]\n");
        UserError problem = assertThrows(UserError.class, tree::build);
        assertTrue(problem.getMessage().contains("contents.yaml:"), problem.getMessage());
        assertTrue(problem.getMessage().contains("\"page\""), problem.getMessage());
    }
}
