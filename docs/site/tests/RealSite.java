package docs.site.tests;

import docs.site.build.Report;
import grader.core.course.Course;
import grader.core.files.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The site of the real course, built once for all tests that only read it. */
final class RealSite {

    private static final Path FOLDER = folderUntilTheEnd();
    private static final Report REPORT = SiteTree.BUILDER.build(Course.here(), FOLDER);

    private RealSite() {}

    private static Path folderUntilTheEnd() {
        try {
            Path folder = Files.createTempDirectory("inside-the-server-site-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
            return folder;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Where its pages are; none if it has defects. */
    static Path folder() {
        return FOLDER;
    }

    static Report report() {
        return REPORT;
    }
}
