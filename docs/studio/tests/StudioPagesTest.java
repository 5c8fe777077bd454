package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.pages.Pages;
import docs.studio.pages.SiteBuild;
import docs.studio.web.WebServer;
import grader.clients.http.Response;
import grader.core.course.Course;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the studio serves: the site's pages made live, its own scripts and the editor's, and no other file. */
class StudioPagesTest {

    private static final String SECRET = "nothing for others";
    private static final Path THEME = Course.here().root().resolve("docs/studio/theme");

    /** A module that a script asks for. */
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^\\s*(?:import|export)\\s*(?:[\\w{}*,$\\s]*?\\bfrom\\s*)?[\"']([^\"'\\s]+)[\"']");

    @TempDir
    Path root;

    private SiteBuild build;
    private WebServer server;
    private Caller page;
    private volatile Thread answering;

    @BeforeEach
    void start() throws IOException {
        write("build/site/index.html", html("The index"));
        write("build/site/lab01.html", html("Lab 01"));
        write("build/site/site.css", "body { color: #123 }");
        write("build/site/site.js", "say('a $1 \\\\ script')");
        write("build/site/lab01.ipynb", "{}");
        write("secret.txt", SECRET);
        write("build/secret.html", SECRET);
        write("docs/studio/web/Access.java", SECRET);
        write("docs/studio/theme/notes.txt", SECRET);
        write("docs/studio/theme/studio.js", "start()");
        Course course = new Course(root);
        build = new SiteBuild(course);
        Pages pages = new Pages(course, build);
        server = new WebServer(0, Optional.empty(), Set.of(), call -> {
            answering = Thread.currentThread();
            pages.handle(call);
        });
        page = Caller.ofPage(server.port(), server.link());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private static String html(String title) {
        return """
                <!doctype html>
                <html lang="en"><head>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
                <title>%s</title>
                </head><body><p>It costs $5 \\ hour.</p></body></html>
                """.formatted(title);
    }

    private static String type(Response response) {
        return response.values("Content-Type").getFirst();
    }

    @Test
    @DisplayName("a page comes with the studio's scripts, and its policy in the response alone")
    void pages() throws IOException {
        for (Map.Entry<String, String> each : Map.of("/", "The index", "/lab01.html", "Lab 01").entrySet()) {
            Response response = page.get(each.getKey());
            assertEquals(200, response.status());
            assertEquals("text/html; charset=utf-8", type(response));
            Document document = Jsoup.parse(response.body());
            assertEquals(each.getValue(), document.title());
            assertEquals("It costs $5 \\ hour.", document.selectFirst("p").text());
            assertEquals(0, document.select("meta[http-equiv]").size(), "the page's own policy forbids import maps");
            String style = document.selectFirst("link[rel=stylesheet]").attr("href");
            String script = document.selectFirst("script[type=module]").attr("src");
            assertTrue(style.matches("studio/[0-9a-f]{16}/studio\\.css"), style);
            assertEquals(style.replace(".css", ".js"), script);
            assertEquals(List.of(script), document.select("link[rel=modulepreload]")
                    .eachAttr("href")
                    .stream()
                    .filter(href -> !href.startsWith("./_static/"))
                    .toList());
        }
    }

    @Test
    @DisplayName("a browser keeps scripts until one changes, and texts are packed for those who can unpack them")
    void light() throws IOException {
        String script = "/" + Jsoup.parse(page.get("/").body()).selectFirst("script[type=module]").attr("src");
        assertEquals("start()", page.get(script).body());
        assertTrue(page.get(script).values("Cache-Control").getFirst().contains("immutable"));
        write("docs/studio/theme/studio.js", "// ".repeat(1000));
        assertEquals(List.of("no-store"), page.get(script).values("Cache-Control"), "it is of another version");

        assertEquals(List.of(), page.get(script).values("Content-Encoding"));
        assertEquals(List.of(), page.with("Accept-Encoding: br, gzip;q=0").get(script).values("Content-Encoding"));
        Response packed = page.with("Accept-Encoding: gzip, deflate").get(script);
        assertEquals(List.of("gzip"), packed.values("Content-Encoding"));
        assertEquals(List.of("Accept-Encoding"), packed.values("Vary"));
        assertTrue(Integer.parseInt(packed.values("Content-Length").getFirst()) < 200, packed.toString());
    }

    @Test
    @DisplayName("a page that is asked for before the first build comes after it")
    void first() throws Exception {
        Files.delete(root.resolve("build/site/index.html"));
        write("jbang", """
                #!/bin/sh
                echo '<html><head><title>Built</title></head></html>' >build/site/index.html
                """);
        assertTrue(root.resolve("jbang").toFile().setExecutable(true));
        FutureTask<Response> early = new FutureTask<>(() -> page.get("/"));
        Thread.ofPlatform().daemon().start(early);
        while (!early.isDone() && !isWaiting(answering)) {
            Thread.onSpinWait();
        }
        assertFalse(early.isDone(), "answered without pages");
        build.build();
        assertEquals("Built", Jsoup.parse(early.get().body()).title());
    }

    private static boolean isWaiting(Thread thread) {
        return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    @DisplayName("each page gets a nonce of its own, which its policy names")
    void nonces() throws IOException {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            Response response = page.get("/lab01.html");
            Document document = Jsoup.parse(response.body());
            String nonce = document.selectFirst("script[type=importmap]").attr("nonce");
            assertTrue(nonce.matches("[0-9a-f]{32}"), nonce);
            assertEquals(nonce, document.selectFirst("meta[name=studio]").attr("content"));
            String policy = response.values("Content-Security-Policy").getFirst();
            assertTrue(policy.contains("script-src 'self' 'nonce-" + nonce + "'"), policy);
            assertTrue(policy.contains("connect-src 'self'") && policy.contains("frame-ancestors 'none'")
                    && policy.contains("form-action 'none'") && policy.contains("base-uri 'none'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            all.add(nonce);
        }
        assertEquals(5, all.size());
    }

    @Test
    @DisplayName("other files come as they are, with their types, and are not kept by the browser")
    void files() throws IOException {
        Response css = page.get("/site.css");
        assertEquals("body { color: #123 }", css.body());
        assertEquals("text/css; charset=utf-8", type(css));
        assertEquals(List.of("no-store"), css.values("Cache-Control"));
        assertEquals("say('a $1 \\\\ script')", page.get("/site.js").body());
        assertTrue(type(page.get("/site.js")).startsWith("text/javascript"), type(page.get("/site.js")));
        assertEquals("application/x-ipynb+json", type(page.get("/lab01.ipynb")));
        assertEquals("start()", page.get("/studio/studio.js").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.html",
            "/../../secret.txt", "/..%2f..%2fsecret.txt", "/%2e%2e%2f%2e%2e%2fsecret.txt", "/./.././../secret.txt",
            "/..%5c..%5csecret.txt", "/%252e%252e%252fsecret.html", "/studio/../web/Access.java",
            "/studio/..%2fweb/Access.java", "/studio/../../docs/studio/web/Access.java", "/studio/notes.txt",
            "/studio/../../../docs/studio/web/Access.java", "/../../docs/studio/theme/notes.txt",
            "/_static/..%2f", "/_static/../secret.txt", "/_static/../../../docs/studio/web/Access.class",
            "/_static/..%2f..%2f..%2fdocs/studio/web/Access.class", "/_static/%00.js", "//etc/passwd", "/etc/passwd",
            "/ROOT/secret.txt", "/%2fROOT%2fsecret.txt", "/%00", "/secret.txt%00.html", "/linked.txt",
            "/linked/secret.txt",
            "/linked.html", "/loop/x", "/folder", "/folder/", "/.", "/..", "/nothing.html", "/~", "/%7e/secret.txt"})
    @DisplayName("nothing else of the disk is in reach")
    void escapes(String target) throws IOException {
        Path site = root.resolve("build/site");
        Files.createDirectory(site.resolve("folder"));
        Files.createSymbolicLink(site.resolve("linked.txt"), root.resolve("secret.txt"));
        Files.createSymbolicLink(site.resolve("linked.html"), root.resolve("build/secret.html"));
        Files.createSymbolicLink(site.resolve("linked"), root);
        Files.createSymbolicLink(site.resolve("loop"), site.resolve("loop"));
        Response response = page.get(target.replace("ROOT", root.toString().substring(1)));
        assertEquals(404, response.status(), response.raw());
        assertFalse(response.body().contains(SECRET) || response.body().contains("root:"), response.body());
    }

    @Test
    @DisplayName("an absolute address as the target is no way out, either")
    void absoluteTarget() throws IOException {
        String host = "http://127.0.0.1:" + server.port();
        assertEquals(200, page.get(host + "/lab01.html").status());
        assertEquals(404, page.get(host + "/../secret.txt").status());
        assertEquals(404, page.get("http://evil.example/../secret.txt").status());
        assertFalse(page.get("file:///etc/passwd").body().contains("root:"));
    }

    @Test
    @DisplayName("all that the import map names is served: scripts from jars, which the browser may keep")
    void importMap() throws IOException {
        Map<String, String> imports = imports();
        assertTrue(imports.keySet().containsAll(List.of("codemirror", "@codemirror/state", "@codemirror/lang-java")),
                imports::toString);
        for (Map.Entry<String, String> each : imports.entrySet()) {
            assertTrue(each.getValue().startsWith("./_static/"), "relative, as a proxy may put a prefix before it: "
                    + each);
            if (!each.getValue().endsWith("/")) {
                Response script = page.get(each.getValue().substring(1));
                assertEquals(200, script.status(), each::toString);
                assertEquals("text/javascript", type(script));
                assertEquals(List.of("private, max-age=31536000, immutable"), script.values("Cache-Control"));
            }
        }
    }

    @Test
    @DisplayName("all that the studio's scripts ask for, and what that asks for, is there")
    void modules() throws IOException {
        Map<String, String> imports = imports();
        List<String> missing = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>();
        try (var scripts = Files.walk(THEME)) {
            for (Path script : scripts.filter(file -> file.toString().endsWith("js")).toList()) {
                write("docs/studio/theme/" + THEME.relativize(script), Files.readString(script));
                next.add("/studio/" + THEME.relativize(script));
            }
        }
        while (!next.isEmpty()) {
            String from = next.removeLast();
            if (!seen.add(from)) {
                continue;
            }
            Response response = page.get(from);
            if (response.status() != 200) {
                missing.add(from);
                continue;
            }
            Matcher found = IMPORT.matcher(response.body());
            while (found.find()) {
                String name = found.group(1);
                String to = name.startsWith(".") ? URI.create(from).resolve(name).getPath()
                        : imports.getOrDefault(name, "." + from + ": " + name).substring(1);
                next.add(to);
            }
        }
        assertEquals(List.of(), missing, "scripts that are asked for, and are not there");
        assertTrue(seen.stream().filter(path -> path.startsWith("/_static/")).count() > 10, seen::toString);
    }

    private Map<String, String> imports() throws IOException {
        String map = Jsoup.parse(page.get("/").body()).selectFirst("script[type=importmap]").data();
        JsonNode imports = new JsonMapper().readTree(map).path("imports");
        Map<String, String> all = new TreeMap<>();
        imports.properties().forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
        return all;
    }

    @Test
    @DisplayName("a page that is built again is served at once")
    void builtAgain() throws IOException {
        String before = page.get("/lab01.html").body();
        write("build/site/lab01.html", html("Lab 01, again"));
        assertNotEquals(before, page.get("/lab01.html").body());
        assertEquals("Lab 01, again", Jsoup.parse(page.get("/lab01.html").body()).title());
        Files.delete(root.resolve("build/site/lab01.html"));
        assertEquals(404, page.get("/lab01.html").status());
    }
}
