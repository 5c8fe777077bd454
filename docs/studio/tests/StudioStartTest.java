package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.web.BrowserWindow;
import docs.studio.run.StudioFolder;
import docs.studio.run.StudioStart;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.core.course.Course;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checkout has one studio at a time; what it leaves for the next start, and how the browser is opened. */
class StudioStartTest {

    private static final String TOKEN = "0123456789abcdef".repeat(3);
    private static final String LINK = "http://127.0.0.1:7007/?token=abc";

    @TempDir
    Path root;

    private Course course;
    private Path folder;

    @BeforeEach
    void makeCheckout() throws IOException {
        course = new Course(root);
        folder = root.resolve("labs/.studio");
        Files.createDirectories(root.resolve("solutions"));
        Files.createDirectories(root.resolve("build/site"));
        Files.writeString(root.resolve("build/site/index.html"), "<html><head></head><body>The index</body></html>");
        Files.writeString(root.resolve("build/site/.studio"), "built");
    }

    @Test
    @DisplayName("a second start finds the first one, and its link")
    void oneStudio() {
        StudioFolder second = new StudioFolder(course);
        try (StudioFolder first = new StudioFolder(course)) {
            assertTrue(first.take());
            assertEquals(Optional.empty(), first.link());
            assertFalse(second.take());
            assertEquals(Optional.empty(), second.link(), "it is about to start");
            first.running(LINK);
            first.opens(LINK);
            assertEquals(Optional.of(LINK), second.link());
            assertFalse(new StudioFolder(course).take());
        }
        assertEquals(Optional.empty(), second.link());
        assertTrue(second.take(), "the first has ended");
        second.close();
    }

    @Test
    @DisplayName("the end of a studio that came too late takes nothing from the running one")
    void secondEnds() {
        try (StudioFolder first = new StudioFolder(course)) {
            assertTrue(first.take());
            first.running(LINK);
            first.opens(LINK);
            try (StudioFolder second = new StudioFolder(course)) {
                assertFalse(second.take());
            }
            assertEquals(Optional.of(LINK), first.link());
            assertTrue(Files.exists(first.opening()));
            assertFalse(new StudioFolder(course).take());
        }
    }

    @Test
    @DisplayName("at its end nothing is left that holds the link")
    void nothingLeft() throws IOException {
        try (StudioFolder studio = new StudioFolder(course)) {
            assertTrue(studio.take());
            studio.running(LINK);
            studio.opens(LINK);
        }
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                assertEquals("", Files.readString(file), file::toString);
            }
        }
    }

    @Test
    @DisplayName("only the owner may read the files with the token, those of an earlier studio, too")
    void modes() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("running.json"), "{\"link\": \"http://old\"}");
        try (StudioFolder studio = new StudioFolder(course)) {
            studio.take();
            studio.running(LINK);
            studio.opens(LINK);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                for (String name : List.of("running.json", "open.html")) {
                    assertEquals("rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))), name);
                }
            }
            JsonNode running = new JsonMapper().readTree(folder.resolve("running.json").toFile());
            assertEquals(ProcessHandle.current().pid(), running.path("pid").asLong());
            Document opening = Jsoup.parse(Files.readString(studio.opening()));
            assertEquals("0; url=" + LINK, opening.selectFirst("meta[http-equiv=refresh]").attr("content"));
            assertEquals(LINK, opening.selectFirst("a").attr("href"));
        }
    }

    /** A start in this process, which an interrupt ends as Ctrl+C would. */
    private final class Start implements AutoCloseable {

        private final List<String> said = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final Thread thread = Thread.ofPlatform().start(() -> {
            try {
                ended.complete(
                        new StudioStart(course, said::add).run(Optional.of(0), Set.of(), Optional.empty(), false,
                                Optional.empty()));
            } catch (RuntimeException | Error error) {
                ended.completeExceptionally(error);
            }
        });

        void says(String words) {
            assertTrue(Await.comesTrue(Limits.START.multipliedBy(8),
                    () -> ended.isDone() || said.stream().anyMatch(line -> line.contains(words))));
            assertTrue(said.stream().anyMatch(line -> line.contains(words)), () -> said + " " + ended);
        }

        String link() {
            says("Ctrl+C ends the studio.");
            return said.stream()
                    .filter(line -> line.contains("http://"))
                    .map(line -> line.substring(line.indexOf("http://")))
                    .findFirst()
                    .orElseThrow();
        }

        int end() {
            return ended.orTimeout(120, TimeUnit.SECONDS).join();
        }

        @Override
        public void close() {
            thread.interrupt();
            assertEquals(0, end());
        }
    }

    @Test
    @DisplayName("it says its link, serves the pages, and a second start shows the same link and ends")
    void twoStarts() throws Exception {
        String link;
        Caller tab;
        try (Start first = new Start()) {
            link = first.link();
            tab = Caller.of(Integer.parseInt(link.replaceFirst(".*:(\\d+)/.*", "$1"))).withCookieOf(link);
            assertTrue(tab.get("/").body().contains("The index"));
            assertEquals(1, first.said.stream().filter(line -> line.contains("http://")).count());
            try (Start second = new Start()) {
                second.says("runs already: " + link);
                assertEquals(0, second.end());
            }
            assertTrue(tab.get("/").body().contains("The index"), "it goes on");
            assertFalse(first.said.toString().contains("killed"), first.said::toString);
        }
        assertFalse(Files.exists(folder.resolve("running.json")));
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.json"))));
        try (Start third = new Start()) {
            assertEquals(link, third.link(), "open tabs go on, with their cookie");
            assertTrue(tab.get("/").body().contains("The index"));
            assertFalse(third.said.toString().contains("killed"), third.said::toString);
        }
    }

    @Test
    @DisplayName("the start after a studio was killed says so")
    void killed() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("lock"), "");
        Files.writeString(folder.resolve("running.json"), "{\"link\": \"" + LINK + "\", \"pid\": 1}");
        Files.writeString(folder.resolve("open.html"), "old");
        try (Start start = new Start()) {
            start.says("The last studio was killed. Your files and cells are as you left them.");
            assertFalse(start.link().equals(LINK));
            assertTrue(Files.readString(folder.resolve("open.html")).contains(start.link()));
        }
    }

    @Test
    @DisplayName("a damaged note of the last studio does not stop the next one")
    void damaged() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("running.json"), "{\"link\": ");
        try (Start start = new Start()) {
            assertTrue(start.link().startsWith("http://127.0.0.1:"));
        }
    }

    /** The link of a start that finds this key. */
    private String linkWithKey(String key, String permissions) throws Exception {
        writeKey(key, permissions);
        try (Start start = new Start()) {
            return start.link();
        }
    }

    private void writeKey(String key, String permissions) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("key.json");
        Files.deleteIfExists(file);
        Files.writeString(file, key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String key(int port) {
        return "{\"token\": \"" + TOKEN + "\", \"port\": " + port + "}";
    }

    @Test
    @DisplayName("if the last port is taken, there is another one, with the same key")
    void portTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String link = linkWithKey(key(taken.getLocalPort()), "rw-------");
            assertTrue(link.endsWith("/?token=" + TOKEN), link);
            assertFalse(link.contains(":" + taken.getLocalPort() + "/"), link);
        }
    }

    @Test
    @DisplayName("if something is about to leave the last port, the start waits for it")
    void portLeft() throws Exception {
        ServerSocket inherited = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        int port = inherited.getLocalPort();
        writeKey(key(port), "rw-------");
        try (Start start = new Start()) {
            assertTrue(Await.comesTrue(Limits.START, () -> start.thread.getState() == Thread.State.TIMED_WAITING
                    || start.ended.isDone() || !start.said.isEmpty()));
            inherited.close();
            assertEquals(port, URI.create(start.link()).getPort());
        } finally {
            inherited.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"token": "000000000000000000000000000000000000000000000000", "port": 1} | rw-r--r--
            {"token": "000000000000000000000000000000000000000000000000", "port": 0} | rw-------
            {"token": "000000", "port": 7007}                                        | rw-------
            {"token":                                                                | rw-------
            """)
    @DisplayName("a key that others could read, or that is damaged, is replaced")
    void badKey(String key, String permissions) throws Exception {
        assertFalse(linkWithKey(key, permissions).contains("token=0000"));
        String kept = Files.readString(folder.resolve("key.json"));
        assertFalse(kept.contains("\"0000"), kept);
    }

    @Test
    @DisplayName("a link in place of the key leads nowhere")
    void linkAsKey() throws Exception {
        Path elsewhere = root.resolve("elsewhere");
        Files.writeString(elsewhere, "{\"token\": \"" + "0".repeat(48) + "\", \"port\": 7007}");
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-------"));
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("key.json"), elsewhere);
        try (Start start = new Start()) {
            assertFalse(start.link().contains("token=0000"));
        }
        assertTrue(Files.readString(elsewhere).contains("0000"), "nothing was written there");
    }

    private static Optional<List<String>> command(String system, String... variables) {
        Map<String, String> environment = Stream.of(variables)
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return BrowserWindow.command(Path.of("/c/open.html"), LINK, environment, system);
    }

    @Test
    @DisplayName("a browser of this machine opens the file, so that no other user sees the token among the processes")
    void browsers() {
        Optional<List<String>> xdg = Optional.of(List.of("xdg-open", "/c/open.html"));
        assertEquals(xdg, command("Linux", "DISPLAY=:0"));
        assertEquals(xdg, command("Linux", "WAYLAND_DISPLAY=wayland-0"));
        assertEquals(Optional.of(List.of("open", "/c/open.html")), command("Mac OS X"));
        assertEquals(Optional.of(List.of("wslview", "/c/open.html")),
                command("Linux", "WSL_DISTRO_NAME=Ubuntu", "DISPLAY=:0"));
        assertEquals(Optional.empty(), command("Linux"));
    }

    @Test
    @DisplayName("BROWSER comes first, and gets the link: it may open a browser on another machine")
    void namedBrowser() {
        assertEquals(Optional.of(List.of("/vscode/browser.sh", LINK)), command("Linux", "BROWSER=/vscode/browser.sh"));
        assertEquals(Optional.of(List.of("firefox", LINK)), command("Linux", "BROWSER=firefox:chromium", "DISPLAY=:0"));
        assertEquals(Optional.of(List.of("firefox", LINK)), command("Mac OS X", "BROWSER=firefox"));
        assertEquals(Optional.empty(), command("Linux", "BROWSER="));
    }

    @Test
    @DisplayName("a browser that is not there is no error: the terminal shows the link")
    void noSuchBrowser() {
        assertFalse(BrowserWindow.open(Path.of("/c/open.html"), LINK,
                Map.of("BROWSER", root.resolve("no-such-browser").toString()), "Linux"));
    }
}
