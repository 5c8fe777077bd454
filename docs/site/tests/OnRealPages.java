package docs.site.tests;

import docs.site.build.Report;
import grader.course.Course;
import grader.testrunner.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What tests of the course's own pages in a browser share: the site, built once a class. */
@InBrowser
@ResourceLock("the browser that shows real pages")
abstract class OnRealPages {

    /** The classes take turns, so there is one site at a time. */
    @TempDir
    static Path out;

    static SiteBrowser browser;
    static Report report;

    /** What a verdict on a page depends on: the page as it was built, its style and scripts, the browser. */
    static Evidence evidence(Class<?> type, String page) {
        Evidence evidence = Evidence.of(type).says(page).browser();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(each -> isPartOf(page, each)).sorted().toList()) {
                evidence.says(out.relativize(file) + " " + Files.readString(file));
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        return evidence;
    }

    /** Pictures are in the page itself. The index of the search is read when a reader searches. */
    private static boolean isPartOf(String page, Path file) {
        String name = out.relativize(file).toString();
        return name.equals(page) || name.matches(".*\\.(css|js)") && !name.equals("search-index.js");
    }

    @BeforeAll
    static void build(SiteBrowser shared) {
        browser = shared;
        report = SiteTree.BUILDER.build(Course.here(), out);
    }
}
