package grader.results.report.tests;

import docs.site.tests.InBrowser;
import docs.site.tests.SiteBrowser;
import docs.site.tests.Visit;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What tests of HTML files of the grader in a browser share: a folder for files, and a fresh visit to it. */
@Tag("nightly")
@InBrowser
@ResourceLock("the browser that shows reports")
public abstract class OnReportPage {

    @TempDir
    public Path folder;

    public Visit visit;

    @BeforeEach
    void visit(SiteBrowser shared) {
        visit = shared.visit(folder.toUri().toString());
    }

    @AfterEach
    void leave() {
        visit.close();
    }
}
