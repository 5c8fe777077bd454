package docs.site.tests;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;

/** What tests of blocks in a browser share: a site built once a class, and a fresh visit to it for each test. */
@Tag("nightly")
@InBrowser
@ResourceLock("the browser that shows blocks")
abstract class OnBlocksPage {

    /** The classes take turns, so there is one site at a time. */
    @TempDir
    static Path root;

    static Path site;
    static SiteBrowser browser;

    @Parameter
    SitePlace.Kind kind;

    SitePlace place;
    Visit visit;
    Page page;

    /** The page of the site that each test begins at. */
    String start() {
        return "page.html";
    }

    @BeforeAll
    static void build(SiteBrowser shared) throws IOException {
        browser = shared;
        site = BlocksPage.build(root);
    }

    @BeforeEach
    void open() {
        place = SitePlace.of(kind, site);
        visit = browser.visit(place.address());
        page = visit.open(start());
    }

    @AfterEach
    void nothingWentWrong() {
        try {
            visit.assertNothingWentWrong();
        } finally {
            visit.close();
            place.close();
        }
    }
}
