package grader.core.course.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.PageLink;
import grader.core.course.Task;
import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageLinkTest {

    private CourseCopy copy;
    private Task bind;

    @BeforeEach
    void makeCopy(@TempDir Path folder) {
        copy = new CourseCopy(folder);
        bind = copy.lab.task("bind").orElseThrow();
    }

    @Test
    void beforeTheSiteIsBuiltTheAsciiDocIsShown() {
        assertEquals(copy.root.resolve("docs/pages/lab01.adoc") + ", \"bind\"", PageLink.to(copy.lab, bind).shown());
        assertEquals(copy.root.resolve("docs/pages/lab01.adoc").toString(), PageLink.to(copy.lab).shown());
    }

    @Test
    void onceTheSiteIsBuiltThePageInTheBrowserIsShown() {
        copy.write("build/site/lab01.html", "");
        copy.write("docs/pages/lab01.adoc", "");
        assertEquals(copy.root.resolve("build/site/lab01.html") + "#bind", PageLink.to(copy.lab, bind).shown());
        assertEquals("docs/pages/lab01.adoc, \"bind\"", PageLink.to(copy.lab, bind).inSources());
        assertTrue(copy.course("next").out().contains("build/site/lab01.html#bind\n"));
        assertEquals("docs/pages/lab01-interface.adoc, \"host-flag\"",
                PageLink.to(copy.lab, bind, "host-flag").inSources());
    }
}
