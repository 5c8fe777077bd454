package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Hints, reset and solution in the page: the same as in the terminal, and the same progress. */
class StudioLabHelpTest extends OnOpenLab {

    private static final String OWN = "labs/01-sockets/Listener.java";
    private static final Map<String, String> BIND = Map.of("lab", "lab01", "task", "bind");

    private void passed(String task) {
        Progress.load(copy.course).record(copy.lab, Map.of(task, new TaskState(15, 15, "passed")));
    }

    @Test
    @DisplayName("hints come one by one, shared with the terminal; the last one stays")
    void hints() throws Exception {
        assertEquals(0, lab.get("/api/lab/hints?lab=lab01&task=bind").path("shown").size());
        assertEquals(1, lab.post("/api/lab/hint", BIND).path("number").asInt());
        assertTrue(copy.course("hint", "lab01", "bind").out().contains("hint 2 of 3"));
        JsonNode third = lab.post("/api/lab/hint", BIND);
        assertEquals(3, third.path("number").asInt());
        assertEquals(3, third.path("of").asInt());
        assertFalse(third.path("parts").get(0).path("text").asText().isBlank());
        assertEquals(3, lab.post("/api/lab/hint", BIND).path("number").asInt());
        JsonNode shown = lab.get("/api/lab/hints?lab=lab01&task=bind").path("shown");
        assertEquals(3, shown.size());
        assertEquals(third, shown.get(2));
        assertTrue(lab.call("POST", "/api/lab/hint", Map.of("lab", "lab01", "task", "none"))
                .refusal()
                .startsWith("unknown task 'none' of lab01"));
    }

    @Test
    @DisplayName("a task is put back to the start, the learner's file is kept, and the result is forgotten")
    void resetTask() throws Exception {
        String starter = copy.read(OWN);
        copy.replace(OWN, "throw new Todo(\"bind\");", "return null; // mine");
        String mine = copy.read(OWN);
        passed("bind");
        JsonNode reset = lab.post("/api/lab/reset", BIND);
        assertEquals(starter, copy.read(OWN));
        assertEquals(mine, copy.read(reset.path("backup").asText() + "/" + OWN));
        assertEquals("Listener.java", reset.path("files").get(0).asText());
        assertTrue(Progress.load(copy.course).task("lab01", "bind").isEmpty());
        assertTrue(lab.post("/api/lab/reset", BIND).path("backup").isNull());
        copy.replace(OWN, "// task bind", "// mine // task bind");
        assertEquals(copy.root.resolve(OWN)
                + " has no line `// task bind`; put it back above the method, or reset the whole lab: "
                + "./jbang course reset lab01", lab.call("POST", "/api/lab/reset", BIND).refusal());
    }

    @Test
    @DisplayName("a lab is put back to the start, files of the learner's own included")
    void resetLab() throws Exception {
        String starter = copy.read(OWN);
        copy.write(OWN, "mine");
        copy.write("labs/01-sockets/Mine.java", "class Mine {}");
        JsonNode reset = lab.post("/api/lab/reset", Map.of("lab", "lab01"));
        assertEquals(starter, copy.read(OWN));
        assertEquals("mine", copy.read(reset.path("backup").asText() + "/" + OWN));
        assertFalse(copy.exists("labs/01-sockets/Mine.java"));
        assertTrue(copy.isKeptSomewhere("class Mine {}"));
    }

    @Test
    @DisplayName("the other form of the starter comes, and what was written in this one is kept")
    void form() throws Exception {
        String guided = copy.read(OWN);
        assertEquals("guided", lab.get("/api/lab?lab=lab01").path("form").asText());
        assertFalse(lab.get("/api/lab?lab=lab01").path("begun").asBoolean());
        copy.append(OWN, "// mine\n");
        String mine = copy.read(OWN);
        assertTrue(lab.get("/api/lab?lab=lab01").path("begun").asBoolean());
        JsonNode opened = lab.post("/api/lab/form", Map.of("lab", "lab01", "form", "open"));
        assertEquals(mine, copy.read(opened.path("backup").asText() + "/" + OWN));
        assertFalse(copy.read(OWN).contains("private "));
        Map<String, String> loop = Map.of("lab", "lab01", "task", "accept-loop");
        for (int hint = 1; hint <= 2; hint++) {
            lab.post("/api/lab/hint", loop);
        }
        String last = lab.post("/api/lab/hint", loop).path("parts").get(1).path("text").asText();
        assertEquals("// Listener.java\n" + guided.strip(), last);
        assertTrue(lab.post("/api/lab/form", Map.of("lab", "lab01", "form", "guided")).path("backup").isNull());
        assertEquals(guided, copy.read(OWN));
        assertTrue(lab.get("/api/lab?lab=lab01").path("begun").asBoolean());
        assertEquals("no form of a starter is called 'blank'; open or guided",
                lab.call("POST", "/api/lab/form", Map.of("lab", "lab01", "form", "blank")).refusal());
    }

    @Test
    @DisplayName("the solution is shown after passing, and not before")
    void solution() throws Exception {
        String task = "/api/lab/solution?lab=lab01&task=bind";
        assertTrue(lab.call("GET", task, Map.of()).refusal().startsWith("lab01 bind is not passed yet (not graded)"));
        passed("bind");
        JsonNode file = lab.get(task).path("files").get(0);
        assertEquals("Listener.java", file.path("name").asText());
        assertTrue(file.path("diff").asText().contains("-        throw new Todo(\"bind\");"), file::toString);
        assertFalse(file.path("diff").asText().contains("accept-loop\");\n+"), file::toString);
        assertTrue(lab.call("GET", "/api/lab/solution?lab=lab01", Map.of()).refusal().contains("is not passed yet"));
    }

    @Test
    @DisplayName("the solution of a whole lab is all of its files that differ")
    void wholeSolution() throws Exception {
        copy.solve("lab01");
        copy.append(OWN, "// mine\n");
        String given = "labs/01-sockets/Flags.java";
        copy.write(given, "// Given: nothing in this file is for you to write.\n" + copy.read(given));
        Progress.load(copy.course)
                .record(copy.lab, copy.lab.tasks()
                        .stream()
                        .collect(Collectors.toMap(Task::id, task -> new TaskState(task.points(), task.points(),
                                "passed"))));
        JsonNode files = lab.get("/api/lab/solution?lab=lab01").path("files");
        assertEquals(1, files.size());
        assertTrue(files.get(0).path("diff").asText().endsWith("\n-// mine"), files::toString);
    }
}
