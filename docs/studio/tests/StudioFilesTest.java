package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.files.FileRoutes;
import docs.studio.tests.StudioClient.Answer;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that a page tells its readers to type. */
class StudioFilesTest {

    private static final String PAGE = "= First\n\n.Hello.java\n[source,java]\n----\nvoid main() {}\n----\n";

    @TempDir
    Path folder;

    private final StudioClient page = new StudioClient();

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("docs/pages"));
        Files.writeString(folder.resolve("docs/pages/first.adoc"), PAGE);
        Files.writeString(folder.resolve("docs/pages/other.adoc"), "= Other\n");
        new FileRoutes(new Course(folder)).addTo(page.server);
    }

    @AfterEach
    void close() {
        page.close();
    }

    private JsonNode read() throws Exception {
        return page.call("GET", "/api/file?page=first&file=Hello.java", Map.of()).good();
    }

    private Answer write(String name, String text, String base) throws Exception {
        return page.call("PUT", "/api/file", Map.of("page", "first", "file", name, "text", text, "base", base));
    }

    @Test
    @DisplayName("the file begins empty, and is kept in the checkout")
    void typed() throws Exception {
        assertEquals("", read().path("text").asText());
        assertFalse(Files.exists(folder.resolve("Hello.java")));
        JsonNode first = write("Hello.java", "void", read().path("hash").asText()).good();
        assertEquals("void", Files.readString(folder.resolve("Hello.java")));
        write("Hello.java", "void main", first.path("hash").asText()).good();
        assertEquals("void main", Files.readString(folder.resolve("Hello.java")));
        assertEquals("void main", read().path("text").asText());
    }

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("no other file is in reach")
    @CsvSource({"first,World.java", "other,Hello.java", "none,Hello.java", "first,../Hello.java", "first,/etc/passwd",
            "../pages/first,Hello.java", "first,labs/Hello.java", "first,''"})
    void others(String from, String name) throws Exception {
        for (String method : new String[] {"GET", "PUT"}) {
            Answer answer = page.call(method, "/api/file?page=" + from + "&file=" + name,
                    Map.of("page", from, "file", name, "text", "x", "base", ""));
            assertEquals("the page " + from + " has no file " + name + "; reload the page", answer.refusal());
        }
    }

    @Test
    @DisplayName("a link is no file of a page's")
    void link() throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("Hello.java"), folder.resolve("secret"));
        write("Hello.java", "x", "").refusal();
        page.call("GET", "/api/file?page=first&file=Hello.java", Map.of()).refusal();
        assertEquals("secret", Files.readString(folder.resolve("secret")));
    }
}
