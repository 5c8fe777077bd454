package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the studio's views have recorded of the reference, in docs/pages/recorded: data, and how it is drawn without
 * scripts. `GOLDEN=write` in the environment writes both again: first the tests of the views, then SiteExploreTest.
 */
public final class Recordings {

    private static final boolean WRITE = "write".equals(System.getenv("GOLDEN"));

    private Recordings() {}

    /** The recording is this one. */
    static void check(String name, String text) throws IOException {
        keep(name, text);
        assertEquals(Files.readString(file(name)), text, "docs/pages/recorded/" + name
                + " is not what the recording is drawn as: GOLDEN=write ./jbang verify --only SiteExploreTest");
    }

    /** Writes it again if that is wanted. It is another one each time. */
    public static void keep(String name, String text) throws IOException {
        if (WRITE) {
            Files.writeString(file(name), text);
        }
    }

    private static Path file(String name) {
        return Course.here().pages().resolve("recorded").resolve(name.replace("recorded-", ""));
    }
}
