package docs.site.tests;

import docs.site.build.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What tests of the course's own pages in a browser share: the site. */
@Tag("nightly")
@InBrowser
@ResourceLock("the browser that shows real pages")
abstract class OnRealPages {

    static final Path OUT = RealSite.folder();

    static SiteBrowser browser;
    static Report report;

    @BeforeAll
    static void build(SiteBrowser shared) {
        browser = shared;
        report = RealSite.report();
    }
}
