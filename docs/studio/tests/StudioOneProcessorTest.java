package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The studio on a machine with one processor. The carriers that the JDK adds for blocked ones end after a minute
 * without work; with a limit of one carrier there are none from the beginning.
 */
@Tag("nightly")
@Timeout(600)
class StudioOneProcessorTest {

    private static final String[] ONE_PROCESSOR = {"-XX:ActiveProcessorCount=1",
            "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1"};

    @Test
    @DisplayName("while a grader waits and a server and a command run, pages come and files are saved")
    void answers(@TempDir Path root) throws Exception {
        CourseCopy copy = new CourseCopy(root);
        copy.jbang("lab01) echo 'lab01 listening on http://127.0.0.1:1'; exec sleep 604 ;;");
        copy.write("build/site/index.html", "<html><head></head><body>The index</body></html>");
        copy.write("build/site/.studio", "built");
        try (StartedStudio studio = new StartedStudio(root, ONE_PROCESSOR)) {
            Caller page = studio.page();
            assertEquals(200, page.post("/api/grade/start", "{\"lab\":\"lab01\"}").status());
            assertEquals(200, page.post("/api/lab/run", "{\"lab\":\"lab01\"}").status());
            String tab = "0123456789abcdef";
            try (var _ = page.openTab(tab)) {
                assertEquals(200, page.post("/api/commands/run",
                        "{\"command\":\"sleep 605\",\"tab\":\"%s\",\"id\":\"%s\"}".formatted(tab, tab)).status());
                for (int i = 0; i < 10; i++) {
                    assertTrue(page.get("/").body().contains("The index"));
                    assertEquals(200, page.get("/api/lab?lab=lab01").status());
                }
            }
        }
    }
}
