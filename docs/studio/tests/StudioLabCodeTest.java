package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the code at the cursor may go on, and what a word there means: the JDK's, and the learner's own of all labs. */
class StudioLabCodeTest {

    private static final String OWN = "labs/01-sockets/Listener.java";

    private CourseCopy copy;
    private OpenLab lab;

    @BeforeEach
    void open(@TempDir Path folder) {
        copy = new CourseCopy(folder, 2);
        lab = new OpenLab(copy);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** Asks about lab 01's listener with this code in `bind`; the cursor is at the bar. */
    private JsonNode ask(String what, String code) {
        return ask(what, "lab01", "Listener.java", copy.read(OWN).replace("throw new Todo(\"bind\");", code));
    }

    private JsonNode ask(String what, String of, String file, String marked) {
        String text = marked.replace("¦", "");
        return lab.post("/api/code/" + what,
                Map.of("lab", of, "file", file, "text", text, "cursor", marked.indexOf("¦")));
    }

    private Optional<JsonNode> option(String code, String label) {
        return StreamSupport.stream(ask("complete", code).path("options").spliterator(), false)
                .filter(option -> option.path("label").asText().equals(label))
                .findFirst();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @DisplayName("unfinished code goes on with what is known there: members, names, own types and types to import")
    @CsvSource(delimiter = '!', value = {
            "socket.bi¦ ! bind ! (SocketAddress): void",
            "int a = 1; var s = socket.accept(); if (a > 0) { s.getOut¦ ! getOutputStream ! (): OutputStream",
            "Thread.ofPlatform().start(() -> { socket.acc¦ ! accept ! (): Socket",
            "for (String part : host.split(\":\")) { part.isBl¦ ! isBlank ! (): boolean",
            "Runnable r = Sockets::op¦ ! open ! (): ServerSocket",
            "int backlogHere = 1; return backlogH¦ ! backlogHere ! int",
            "return ur¦; ! url ! (): String",
            "new Todo(\"bind\").get¦ ! getMessage ! (): String",
            "InetSocketAddress.createU¦ ! createUnresolved ! (String, int): InetSocketAddress",
            "new CountDownL¦ ! CountDownLatch ! java.util.concurrent"})
    void completions(String code, String label, String detail) {
        assertEquals(detail, option(code, label).orElseThrow().path("detail").asText());
    }

    @Test
    @DisplayName("what is elsewhere, private, or in a module that the lab has not is not offered; an import is")
    void limits() {
        assertTrue(option("socket.¦", "main").isEmpty());
        assertTrue(option("socket.¦", "getImpl").isEmpty(), "it is package-private");
        assertTrue(option("return HttpCli¦", "HttpClient").isEmpty(), "lab 01 has java.base only");
        assertTrue(option("int later¦; { int laterOn = 1; }", "laterOn").isEmpty(), "it is declared below");
        assertEquals("java.util.concurrent.CountDownLatch",
                option("CountDownL¦", "CountDownLatch").orElseThrow().path("missing").asText());
        assertTrue(option("InetSocketA¦", "InetSocketAddress").orElseThrow().path("missing").isNull());
        assertEquals(0, ask("complete", "lab01", "Listener.java", "¦").path("options").findValues("nothing").size());
    }

    @Test
    @DisplayName("a word of the JDK has its Javadoc, and an override without words those of the method above it")
    void jdk() {
        JsonNode accept = ask("meaning", "socket.acc¦ept();");
        assertEquals("public Socket accept() throws IOException", accept.path("signature").asText());
        assertTrue(accept.path("text").asText().startsWith("Listens for a connection"), accept::toString);
        assertTrue(accept.path("file").isNull());
        JsonNode created = ask("meaning", "new Inet¦SocketAddress(host, port);");
        assertEquals("public InetSocketAddress(String hostname, int port)", created.path("signature").asText());
        JsonNode inherited = ask("meaning", "new java.util.ArrayList<String>().isEm¦pty();");
        assertTrue(inherited.path("text").asText().startsWith("Returns `true` if this list contains no elements"),
                inherited::toString);
        String key = option("socket.setSoT¦", "setSoTimeout").orElseThrow().path("key").asText();
        assertTrue(lab.post("/api/code/declaration", Map.of("lab", "lab01", "key", key))
                .path("text")
                .asText()
                .contains("@throws SocketException"));
        assertFalse(ask("meaning", "// no ¦word").has("signature"));
    }

    @Test
    @DisplayName("a word that a file of this lab or an earlier one declares leads there; so does a local variable")
    void own() {
        JsonNode todo = ask("meaning", "Todo.re¦port(\"bind\");");
        assertEquals("static void report(String task)", todo.path("signature").asText());
        assertTrue(todo.path("text").asText().startsWith("Names the task on standard error"), todo::toString);
        assertTrue(todo.path("file").asText().endsWith("labs/01-sockets/Todo.java"), todo::toString);
        assertTrue(line(todo).contains("static void report("), todo::toString);
        JsonNode local = ask("meaning", "var one = socket;\nreturn o¦ne;");
        assertEquals("ServerSocket one", local.path("signature").asText());
        assertEquals(39, local.path("line").asInt());
        JsonNode earlier = ask("meaning", "lab02", "lab02.java",
                copy.read("labs/02-accept-queue/lab02.java") + "\nvoid more() { Listener.bi¦nd(null, \"\", 1, 1); }\n");
        assertTrue(earlier.path("file").asText().endsWith(OWN), earlier::toString);
        assertTrue(line(earlier).contains("static Listener bind("), earlier::toString);
        assertTrue(earlier.path("text").asText().contains("@param backlog how many clients may wait"),
                earlier::toString);
    }

    private String line(JsonNode meaning) {
        String file = meaning.path("file").asText();
        return copy.read(file.substring(file.indexOf("labs/"))).lines().toList().get(meaning.path("line").asInt() - 1);
    }
}
