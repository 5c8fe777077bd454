package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.site;
import grader.core.console.CommandLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** `site --watch --serve`: what it tells after a save, and what it serves. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SiteWatchTest {

    @TempDir
    Path root;

    private SiteTree tree;
    private BufferedReader lines;
    private CompletableFuture<Integer> ended;
    private Thread program;

    @BeforeEach
    void start() throws IOException {
        tree = new SiteTree(root).file("jbang-catalog.json", "{}");
        PipedWriter words = new PipedWriter();
        lines = new BufferedReader(new PipedReader(words, 1 << 16));
        PrintWriter out = new PrintWriter(words, true);
        CommandLine command = CommandLines.of(new site(root)).setOut(out).setErr(out);
        ended = new CompletableFuture<>();
        program = Thread.ofPlatform().start(() -> ended.complete(command.execute("--watch", "--serve")));
    }

    @AfterEach
    void stop() throws Exception {
        program.interrupt();
        ended.get(60, TimeUnit.SECONDS);
    }

    /** The next line that holds all of `words`. */
    private String line(String words) throws IOException {
        StringBuilder before = new StringBuilder();
        String line;
        do {
            assertFalse(ended.isDone(), () -> "ended without '" + words + "':\n" + before);
            line = lines.readLine();
            before.append(line).append('\n');
        } while (!line.contains(words));
        return line;
    }

    @Test
    void savesAreBuiltAndServed() throws Exception {
        assertTrue(line("built ").startsWith("built 3 pages: "));
        String address = line("serving ").substring("serving ".length());
        line("Ctrl+C");
        tree.page("index", SiteTree.good("Index", "Saved."));
        assertTrue(line("built ").matches("built index\\.html in \\d+ ms"));
        assertTrue(get(address + "index.html").body().contains("Saved."));
        assertTrue(get(address).body().contains("Saved."));

        tree.page("index", SiteTree.good("Index", "xref:nowhere.adoc[]"));
        line("nowhere.html leads nowhere");
        assertEquals("1 defect; nothing was written", line("defect"));
        assertTrue(get(address).body().contains("Saved."));
        tree.file("docs/site/theme/code.css", "pre { color: inherit; }\n")
                .page("index", SiteTree.good("Index", "Saved again."));
        assertTrue(line("built ").matches("built index\\.html, site\\.css in \\d+ ms"));
    }

    @Test
    void whatIsNotThereIsAnsweredByAPageWhoseLinksWorkAtAnyDepth() throws Exception {
        String address = line("serving ").substring("serving ".length());
        HttpResponse<String> answer = get(address + "a/b/c.html");
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("href=\"/index.html\""));
        assertTrue(answer.body().contains("href=\"/site.css\""));
        assertFalse(answer.body().contains("href=\"index.html\""));
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
