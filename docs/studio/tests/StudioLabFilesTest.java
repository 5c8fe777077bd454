package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.files.Folders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The learner's real files in the page's editor: nothing of another editor is overwritten, and no other file read. */
class StudioLabFilesTest extends OnOpenLab {

    private static final String OWN = "labs/01-sockets/Listener.java";

    private JsonNode file() throws Exception {
        return lab.get("/api/lab/file?lab=lab01&file=Listener.java");
    }

    private static Map<String, String> save(String text, String base) {
        return save("Listener.java", text, base);
    }

    private static Map<String, String> save(String name, String text, String base) {
        return Map.of("lab", "lab01", "file", name, "text", text, "base", base);
    }

    private static JsonNode named(JsonNode all, String member, String name) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(each -> each.path(member).asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("a lab has its files, its tasks, where each stands, and the next one")
    void view() throws Exception {
        Progress.load(copy.course).record(copy.lab, Map.of("bind", new TaskState(15, 15, "passed")));
        Progress.load(copy.course).hintsShown(copy.lab, "accept-loop", 2);
        JsonNode view = lab.get("/api/lab?lab=lab01");
        assertEquals("lab01", view.path("lab").asText());
        assertEquals("labs/01-sockets", view.path("folder").asText());
        assertFalse(view.path("skipped").asBoolean());
        assertEquals(copy.lab.tasks().get(1).id(), view.path("next").asText());
        assertEquals(file().path("hash"), named(view.path("files"), "name", "Listener.java").path("hash"));
        named(view.path("files"), "name", "lab01.java");
        copy.write("labs/01-sockets/._Listener.java", "no Java");
        assertEquals(view.path("files"), lab.get("/api/lab?lab=lab01").path("files"));

        JsonNode bind = named(view.path("tasks"), "id", "bind");
        assertEquals("Listener.java", bind.path("file").asText());
        assertEquals("passed", bind.path("verdict").asText());
        assertEquals(15, bind.path("earned").asInt());
        assertFalse(bind.path("why").isNull());
        String line = copy.read(OWN).lines().toList().get(bind.path("line").asInt() - 1);
        assertTrue(line.contains("bind("), line);
        assertEquals(bind.path("line"),
                named(named(view.path("files"), "name", "Listener.java").path("tasks"), "id", "bind").path("line"));
        JsonNode second = view.path("tasks").get(1);
        assertTrue(second.path("verdict").isNull() && second.path("why").isNull(), second::toString);
    }

    @Test
    @DisplayName("a save writes the file, and the next one needs the new hash")
    void save() throws Exception {
        JsonNode read = file();
        assertEquals(copy.read(OWN), read.path("text").asText());
        String fresh = read.path("text").asText() + "// größer\n";
        String hash = lab.put(save(fresh, read.path("hash").asText())).path("hash").asText();
        assertEquals(fresh, copy.read(OWN));
        assertEquals(hash, file().path("hash").asText());
        assertTrue(lab.put(save("x", read.path("hash").asText())).path("conflict").asBoolean());
        assertEquals(fresh, copy.read(OWN));
    }

    @Test
    @DisplayName("what an IDE saved meanwhile is shown, not overwritten")
    void conflict() throws Exception {
        String base = file().path("hash").asText();
        copy.append(OWN, "// from an IDE\n");
        JsonNode refused = lab.put(save("mine", base));
        assertTrue(refused.path("conflict").asBoolean());
        assertEquals(copy.read(OWN), refused.path("text").asText());
        assertTrue(copy.read(OWN).endsWith("// from an IDE\n"));
        lab.put(save("mine", refused.path("hash").asText()));
        assertEquals("mine", copy.read(OWN));
        lab.put(save("mine", base));        // the same text is no conflict
    }

    @Test
    @DisplayName("a file that was deleted while it was open can be saved again, and nothing is deleted unasked")
    void savedAgain() throws Exception {
        String base = file().path("hash").asText();
        copy.delete(OWN);
        JsonNode refused = lab.put(save("mine", base));
        assertTrue(refused.path("conflict").asBoolean());
        assertEquals("", refused.path("hash").asText());
        assertFalse(copy.exists(OWN));
        String hash = lab.put(save("mine", "")).path("hash").asText();
        assertEquals("mine", copy.read(OWN));
        assertEquals(hash, file().path("hash").asText());
        assertTrue(lab.put(save("other", "")).path("conflict").asBoolean(), "it is there again");
        assertEquals("mine", copy.read(OWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../01-sockets/Listener.java", "/etc/passwd", "../../solutions/01-sockets/Listener.java",
            "./Listener.java", "..", "", ".Hidden.java", "a/B.java", "C:B.java", "Nothing", ".starters", "Out.java",
            "Listener.java\u0000"})
    @DisplayName("no other file is read, written or checked, whatever its name")
    void otherFiles(String name) throws Exception {
        copy.write("Out.java", "class Out {}");
        Files.createSymbolicLink(copy.lab.own().resolve("Out.java"), copy.root.resolve("Out.java"));
        String query = "/api/lab/file?lab=lab01&file=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        String refusal = lab.call("GET", query, Map.of()).refusal();
        assertTrue(refusal.startsWith("labs/01-sockets has no file " + name) || refusal.contains("01-sockets has no"),
                refusal);
        Map<String, String> body = Map.of("lab", "lab01", "file", name, "text", "x", "base", "x");
        lab.call("PUT", "/api/lab/file", body).refusal();
        lab.call("PUT", "/api/lab/file", save(name, "x", "")).refusal();
        lab.call("POST", "/api/code/check", body).refusal();
        assertEquals("class Out {}", copy.read("Out.java"));
    }

    @Test
    @DisplayName("a link to another place in labs/ stays a link when it is saved")
    void linkInside() throws Exception {
        copy.write("labs/shared/Shared.java", "class Shared {}");
        Path link = copy.lab.own().resolve("Shared.java");
        Files.createSymbolicLink(link, copy.root.resolve("labs/shared/Shared.java"));
        String base = lab.get("/api/lab/file?lab=lab01&file=Shared.java").path("hash").asText();
        lab.put(Map.of("lab", "lab01", "file", "Shared.java", "text", "class Shared { }", "base", base));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("class Shared { }", copy.read("labs/shared/Shared.java"));
    }

    @Test
    @DisplayName("a file or a folder that was deleted is told of, with what brings it back")
    void deleted() throws Exception {
        copy.delete(OWN);
        assertTrue(lab.call("GET", "/api/lab/file?lab=lab01&file=Listener.java", Map.of())
                .refusal()
                .contains("has no file Listener.java"));
        assertNull(lab.get("/api/lab?lab=lab01").path("tasks").get(0).path("file").textValue());
        Folders.delete(copy.lab.own());
        assertTrue(lab.call("PUT", "/api/lab/file", save("x", "")).refusal().contains("01-sockets is missing"));
        for (String target : new String[] {"/api/lab?lab=lab01", "/api/lab/file?lab=lab01&file=Listener.java"}) {
            String refusal = lab.call("GET", target, Map.of()).refusal();
            assertTrue(refusal.contains("01-sockets is missing"), refusal);
            assertTrue(refusal.contains("./jbang course reset lab01"), refusal);
        }
        assertEquals(0, copy.course("reset", "lab01").exitCode());
        assertNotEquals("", file().path("text").asText());
    }

    @Test
    @DisplayName("the files of a skipped lab are the reference's, and cannot be written")
    void skipped() throws Exception {
        copy.course("skip", "lab01");
        assertTrue(lab.get("/api/lab?lab=lab01").path("skipped").asBoolean());
        JsonNode read = file();
        String refusal = lab.call("PUT", "/api/lab/file", save("x", read.path("hash").asText())).refusal();
        assertTrue(refusal.contains("./jbang course unskip lab01"), refusal);
        assertEquals(read.path("text").asText(), copy.read(OWN));
    }
}
