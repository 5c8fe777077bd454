package docs.site.tests;

import docs.site.build.Report;
import grader.core.course.Course;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What tests of the course's own pages in a browser share: the site, built once a class. */
@Tag("nightly")
@InBrowser
@ResourceLock("the browser that shows real pages")
abstract class OnRealPages {

    /** The classes take turns, so there is one site at a time. */
    @TempDir
    static Path out;

    static SiteBrowser browser;
    static Report report;

    @BeforeAll
    static void build(SiteBrowser shared) {
        browser = shared;
        report = SiteTree.BUILDER.build(Course.here(), out);
    }
}
