package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Most tests of a subclass share a page and its process, one after another, in any order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class OnLiveCells {

    /** The cells of each page. */
    static final String TEXT = """
            = A page

            [source%live,java,id=base]
            ----
            int base = 20;
            ----

            [source%live,java,id=sum]
            ----
            int sum = base + 1;
            sum
            ----

            [source%live,java,id=free]
            ----
            IO.println("free");
            ----
            """;

    Path root;
    LivePages pages;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        root = folder;
        pages = new LivePages(course(folder));
    }

    @AfterAll
    void stop() {
        pages.close();
    }

    /** A checkout with four pages of the same cells, and one without any. */
    static Course course(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("solutions"));
        Files.createDirectories(folder.resolve("docs/pages"));
        for (String name : List.of("page", "second", "third", "fourth")) {
            Files.writeString(folder.resolve("docs/pages/" + name + ".adoc"), TEXT);
        }
        Files.writeString(folder.resolve("docs/pages/words.adoc"), "= Words alone\n");
        return new Course(folder);
    }

    /** Runs code in the cell `free` of the shared page. */
    String run(String code) {
        return pages.run("page", "free", code);
    }

    void assertHealthy() {
        assertEquals("value: 2", run("1 + 1"));
        assertEquals("ready", pages.state("page"));
    }
}
