package grader.core.source.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.cells.PageCells;
import docs.site.cells.PageRun;
import docs.site.notebooks.LabTypes;
import docs.site.notebooks.NotebookLinks;
import docs.site.notebooks.PageNotebook;
import docs.site.notebooks.Picture;
import docs.site.page.Page;
import docs.site.page.PageSource;
import grader.core.course.Course;
import grader.core.source.Compiler;
import grader.grading.server.Program;
import grader.grading.submission.LabClasses;
import grader.proofs.testing.BothBuilds;
import grader.proofs.testing.LabWithLibrary;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What else runs a lab that uses a library: the cells of its page, its notebook, and a JVM that has the library's
 * classes at hand.
 */
@Tag("nightly")
class LibraryUsersTest {

    @TempDir
    Path folder;

    private LabWithLibrary jackson;

    @BeforeEach
    void makeCourse() {
        jackson = new LabWithLibrary(folder.resolve("course"));
    }

    @Test
    void cellsUseTheLabAndItsLibrary() {
        PageCells page = cells(
                "new com.fasterxml.jackson.databind.ObjectMapper().readTree(JsonText.of(\"a\", "
                        + "7)).get(\"number\").intValue()");
        List<String> said = PageRun.of(jackson.copy.course, page, cell -> {})
                .values()
                .stream()
                .flatMap(run -> run.outcome().lines().stream())
                .map(line -> line.kind() + " " + line.text())
                .toList();
        assertEquals(List.of("VALUE 7"), said);
    }

    @Test
    void aNotebookHasOneFolderWithTheLabAndItsLibrary() throws Exception {
        BothBuilds.jbang(jackson.copy.root, Course.here().root().resolve("docs/site/jupyter/types.java").toString(),
                "lab01");
        URL types = jackson.copy.root.resolve("build/notebooks/lab01").toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {types}, ClassLoader.getPlatformClassLoader())) {
            var of = loader.loadClass("REPL.JsonText").getDeclaredMethod("of", String.class, int.class);
            of.setAccessible(true);
            assertEquals("{\"lab\":\"a\",\"number\":7}", of.invoke(null, "a", 7));
        }
    }

    @Test
    void aNotebookThatUsesTheLibraryAloneBringsItInToo() {
        assertTrue(notebook("new com.fasterxml.jackson.databind.ObjectMapper()").contains("or of its libraries"));
        assertFalse(notebook("1 + 1").contains("lab-types"));
    }

    /**
     * What a server loads when it starts comes out of an archive, of the library's classes and of the JDK's: without
     * one a start costs three times as much.
     */
    @Test
    void classesComeOutOfAnArchive() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        String once = """
                public class lab01 {
                    public static void main(String[] args) throws Exception {
                        String json = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(args);
                        if (args.length > 1) {
                            var listener = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                            IO.println("listening on http://127.0.0.1:" + listener.getLocalPort());
                            while (true) {
                                listener.accept().close();
                            }
                        }
                        IO.println(json);
                    }
                }
                """;
        assertEquals(Optional.empty(), Compiler.compile(Map.of("lab01.java", once), classes, jackson.lab()));
        for (int time = 1; time <= 2; time++) {      // with an archive that may have to be made, and with a kept one
            Map<String, String> sources =
                    loaded(Program.Classes.of(jackson.lab(), LabClasses.of(List.of(classes)), "a test", ignored -> {})
                            .command(List.of("a")));
            for (String type : List.of("com.fasterxml.jackson.databind.ObjectMapper",
                    "com.fasterxml.jackson.core.JsonFactory", "java.util.HashMap")) {
                assertTrue(sources.get(type).startsWith("shared objects file"), type + " from " + sources.get(type));
            }
            assertTrue(sources.get("lab01").startsWith("file:"), sources.get("lab01"));
        }
    }

    /** From where each class is loaded. */
    private Map<String, String> loaded(List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("loaded");
        List<String> all = new ArrayList<>(command);
        all.add(all.indexOf("-cp"), "-Xlog:class+load:file=" + log + "::filecount=0");
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertEquals(0, process.waitFor(), () -> String.join(" ", all));
        assertEquals("[\"a\"]\n", Files.readString(out));
        Map<String, String> sources = new java.util.HashMap<>();
        for (String line : Files.readAllLines(log)) {
            String[] parts = line.replaceFirst("^(\\[[^]]*])+ ?", "").split(" source: ", 2);
            if (parts.length == 2) {
                sources.put(parts[0], parts[1]);
            }
        }
        return sources;
    }

    private static PageCells cells(String code) {
        return PageCells.of(Path.of("lab01.adoc"), "[source%live,java,id=one]\n----\n" + code + "\n----\n");
    }

    private String notebook(String code) {
        Element body = new Element("main");
        body.appendElement("div").addClass("listingblock").addClass("cell").id("one");
        Page page = new Page(new PageSource(Path.of("lab01.adoc"), ""), null, "Sockets", "", body, List.of());
        return PageNotebook.of(page, Optional.empty(), cells(code), Optional.of(new LabTypes(jackson.lab())),
                NotebookLinks.of(List.of()), new Picture(""));
    }
}
