package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** javac's words about what the learner is typing, at the right place. */
class StudioLabCheckTest {

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

    private JsonNode check(String lab01, String file, String text) throws Exception {
        return lab.post("/api/code/check", Map.of("lab", lab01, "file", file, "text", text)).path("problems");
    }

    private String place(String text, JsonNode problem) {
        String line = text.lines().toList().get(problem.path("line").asInt() - 1);
        return line.substring(problem.path("column").asInt() - 1, problem.path("endColumn").asInt() - 1);
    }

    @Test
    @DisplayName("a starter has no problem, the script included, and neither has a second lab")
    void starters() throws Exception {
        assertEquals(0, check("lab01", "Listener.java", copy.read(OWN)).size());
        assertEquals(0, check("lab01", "lab01.java", copy.read("labs/01-sockets/lab01.java")).size());
        assertEquals(0, check("lab02", "lab02.java", copy.read("labs/02-accept-queue/lab02.java")).size());
    }

    @Test
    @DisplayName("an unknown name is underlined where it stands in the text, after tabs and letters of two units")
    void unknownName() throws Exception {
        String text = copy.read(OWN)
                .replace("        throw new Todo(\"bind\");", "\t\tString s = \"😀\"; return  nowhere;");
        JsonNode problems = check("lab01", "Listener.java", text);
        assertEquals(1, problems.size(), problems::toString);
        JsonNode problem = problems.get(0);
        assertEquals("Listener.java", problem.path("file").asText());
        assertEquals("error", problem.path("severity").asText());
        assertEquals("nowhere", place(text, problem));
        assertTrue(problem.path("text").asText().startsWith("cannot find symbol"), problem::toString);
        assertFalse(copy.read(OWN).contains("nowhere"), "nothing is written");
    }

    @Test
    @DisplayName("unfinished code has its problem in its own line")
    void unfinished() throws Exception {
        String text = copy.read(OWN).replace("throw new Todo(\"bind\");", "int backlog = 1");
        JsonNode problem = check("lab01", "Listener.java", text).get(0);
        String line = text.lines().toList().get(problem.path("line").asInt() - 1);
        assertTrue(line.contains("int backlog = 1"), problem::toString);
        assertEquals("error", problem.path("severity").asText());
        assertEquals(1, check("lab01", "Listener.java", "class Listener {").findValuesAsText("text")
                .stream()
                .filter(words -> words.contains("end of file"))
                .count());
        assertTrue(check("lab01", "Listener.java", "").size() > 0);
    }

    @Test
    @DisplayName("what javac says of a whole class is shown in the line where it begins")
    void wholeClass() throws Exception {
        String text = "class Listener implements Runnable {\n\n    int one;\n}\n";
        JsonNode problem = check("lab01", "Listener.java", text).get(0);
        assertEquals(1, problem.path("line").asInt(), problem::toString);
        assertEquals(1, problem.path("endLine").asInt());
    }

    @Test
    @DisplayName("a warning of -Xlint is a warning")
    void warning() throws Exception {
        String text = copy.read(OWN) + "final class Old { @SuppressWarnings(\"none\") static Object list() {"
                + " return (String) \"\"; } }\n";
        JsonNode problem = check("lab01", "Listener.java", text).get(0);
        assertEquals("warning", problem.path("severity").asText(), problem::toString);
        assertEquals("(String) \"\"", place(text, problem));
    }

    @Test
    @DisplayName("a change that breaks another file of the lab is told of there")
    void otherFile() throws Exception {
        String text = copy.read(OWN).replace("bind(", "bindTo(");
        JsonNode problems = check("lab01", "Listener.java", text);
        assertTrue(problems.findValuesAsText("file").contains("lab01.java"), problems::toString);
    }

    @Test
    @DisplayName("a later lab sees the learner's own earlier ones, and says where those are wrong")
    void earlierLabs() throws Exception {
        String script = copy.read("labs/02-accept-queue/lab02.java");
        copy.write("labs/01-sockets/Mine.java", "final class Mine { static int number() { return 1; } }\n");
        assertEquals(0, check("lab02", "lab02.java", script + "int mine() { return Mine.number(); }\n").size());
        copy.write("labs/01-sockets/Mine.java", "final class Mine { static int number() { return one; } }\n");
        JsonNode problems = check("lab02", "lab02.java", script);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).path("file").asText().endsWith("labs/01-sockets/Mine.java"), problems::toString);
        copy.delete("labs/01-sockets/Mine.java");
        assertEquals(0, check("lab02", "lab02.java", script).size());
        assertTrue(copy.exists("labs/.studio/classes"));
        lab.close();
        assertFalse(copy.exists("labs/.studio/classes"));
    }
}
