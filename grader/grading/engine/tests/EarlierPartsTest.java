package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import grader.proofs.testing.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lab that builds on an earlier one, graded with the learner's own parts of that one or with the reference's: lab 01
 * in a course with a small lab before it, whose one task has the id of one of lab 01's.
 */
@Tag("nightly")
class EarlierPartsTest {

    private static final String BASE = "labs/00-base/Base.java";
    private static final String TASKS = """
            title: Base
            builds: what lab 01 builds on
            stop: accept
            hours: 1
            modules: [java.base]
            directives: [JAVA, SOURCES]
            tasks:
              - {id: bind, title: Hand the host on, points: 100, clause: none, page: bind, hints: [a, b, c], why: w}
            """;

    @TempDir
    Path folder;

    private CourseCopy copy;

    /** The learner has written lab 01, and nothing of the lab before it. */
    @BeforeEach
    void makeCourse() {
        copy = new CourseCopy(folder.resolve("course"));
        copy.write("solutions/00-base/tasks.yaml", TASKS);
        copy.write("solutions/00-base/lab00.java", "//SOURCES *.java\n\nvoid main() {}\n");
        copy.write("solutions/00-base/Base.java", """
                final class Base {
                    private Base() {}

                    // task bind
                    static String host(String host) {
                        return host;
                    }
                }
                """);
        copy.replace("solutions/01-sockets/lab01.java", "//SOURCES [!.]*.java",
                "//SOURCES ../00-base/lab00.java\n//SOURCES [!.]*.java");
        copy.replace("solutions/01-sockets/lab01.java", "Listener.bind(Sockets.open(), flags.text(\"host\")",
                "Listener.bind(Sockets.open(), Base.host(flags.text(\"host\"))");
        copy.replace("solutions/01-sockets/tasks.yaml", "directives: [JAVA, SOURCES]",
                "directives: [JAVA, SOURCES]\nuses: [lab00/bind]");
        assertEquals(0, copy.starters("--force").exitCode());
        copy.solve("lab01");
    }

    private void writeBase(String body) {
        copy.replace(BASE, "throw new Todo(\"bind\");", body);
    }

    private String place() {
        return copy.root.resolve(BASE) + ":6";
    }

    @Test
    void aTaskThatIsNotWrittenIsToldOnceOnTopWithTheWaysOn() {
        String out = copy.grade("lab01").out();
        String top = out.substring(0, out.indexOf("· bind"));
        assertTrue(top.contains("lab00 is not finished, and lab01 builds on it. Not written yet:\n  bind              "
                + place() + "\n"), out);
        for (String way : new String[] {"./jbang grade lab00", "./jbang grade lab01 --parts reference",
                "./jbang course skip lab00"}) {
            assertTrue(top.contains(way), () -> way + " is missing in\n" + out);
        }
        assertEquals(out.indexOf("is not finished"), out.lastIndexOf("is not finished"), out);
        assertTrue(out.contains("next   lab00 bind: Hand the host on   " + place()), out);
        assertTrue(out.contains("./jbang course hint lab00 bind"), out);
        assertTrue(out.contains("score  0 of 100"), out);
        assertFalse(out.contains("Earlier parts are your own"), out);
    }

    @Test
    void whatBuildsOnItIsNotRunAndWhatIsNotWrittenEitherIsNotStarted() throws IOException {
        String reply = copy.read("labs/01-sockets/ResponseBytes.java");
        copy.write("labs/01-sockets/ResponseBytes.java", reply.substring(0, reply.indexOf("byte[] content"))
                + "throw new Todo(\"write-response\");\n    }\n}\n");
        Path json = folder.resolve("r.json");
        Path xml = folder.resolve("r.xml");
        assertEquals(1, copy.grade("lab01", "--report", "json=" + json, "--report", "junit-xml=" + xml).exitCode());
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        String reason = "it builds on lab00's bind, which is not written yet: " + place();
        for (JsonNode task : result.path("tasks")) {
            boolean own = task.path("id").asText().equals("write-response");
            for (JsonNode check : task.path("checks")) {
                assertEquals(own ? "not started" : "not run", check.path("verdict").asText(), check::toString);
                assertEquals(own ? "it is not written yet: " + task.path("place").asText() : reason,
                        check.path("reason").asText());
            }
        }
        assertEquals(
                "{\"lab\":\"lab00\",\"parts\":\"own\",\"unwritten\":[{\"task\":\"bind\",\"place\":\"" + place()
                        + "\"}],\"unproven\":[\"bind\"]}",
                result.path("earlier").path(0).toString());
        assertTrue(Files.readString(xml).contains("<skipped message=\"not run: " + reason), Files.readString(xml));
        assertEquals(java.util.Set.of(), Schemas.of(Schemas.RESULT).validate(result));
    }

    @Test
    void aSingleTaskWaitsForItAsWellAndNoPlaceIsLost() {
        Progress.load(copy.course).record(copy.lab, Map.of("bind", new TaskState(15, 15, "passed")));
        Run run = copy.grade("lab01", "--only", "bind");
        assertTrue(run.out().contains("score  0 of 15") && run.out().contains("next   lab00 bind"), run.out());
        assertEquals(Optional.of(new TaskState(15, 15, "passed")), Progress.load(copy.course).task("lab01", "bind"));
    }

    @Test
    void theReferencesPartsTakeItsPlaceAndNothingOfTheLearnersLeaksIn() {
        copy.write("labs/00-base/Extra.java", "final class Reply { int }\n");
        Run run = copy.grade("lab01", "--parts", "reference", "--only", "bind");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().contains("your sources, the reference's parts of earlier labs"), run.out());
        assertTrue(run.out().contains("score  15 of 15"), run.out());
        assertFalse(run.out().contains("is not finished"), run.out());
        assertEquals(Optional.of(new TaskState(15, 15, "passed")), Progress.load(copy.course).task("lab01", "bind"));
        assertEquals(Optional.empty(), Progress.load(copy.course).task("lab00", "bind"));
    }

    @Test
    void aMistakeInAnEarlierLabCanBeToldApart() {
        writeBase("return host + \".nowhere.invalid\";");
        String doubt =
                "Earlier parts are your own: ./jbang grade lab01 --parts reference tells whether the mistake is there";
        Run run = copy.grade("lab01", "--only", "listens");
        assertEquals(1, run.exitCode(), run.out());
        assertTrue(run.out().contains(doubt + " (not passed yet: lab00's bind)\n"), run.out());
        Progress.load(copy.course).record(copy.course.lab("lab00"), Map.of("bind", new TaskState(100, 100, "passed")));
        assertTrue(copy.grade("lab01", "--only", "listens").out().contains(doubt + "\n"));
        Run reference = copy.grade("lab01", "--only", "listens", "--parts", "reference");
        assertEquals(0, reference.exitCode(), reference.out());
    }

    @Test
    void whereTheEarlierPartsAreTheReferencesTheMistakeIsNotInThem() {
        copy.replace("labs/01-sockets/lab01.java", "lab01 listening on", "lab01 listens on");
        Run reference = copy.grade("lab01", "--only", "listens", "--parts", "reference");
        assertEquals(1, reference.exitCode(), reference.out());
        assertFalse(reference.out().contains("Earlier parts"), reference.out());
        assertTrue(reference.out().contains("again:  ./jbang grade lab01 --parts reference --only listens"),
                reference.out());
        assertEquals(0, copy.course("skip", "lab00").exitCode());
        Run skipped = copy.grade("lab01", "--only", "listens");
        assertEquals(1, skipped.exitCode(), skipped.out());
        assertFalse(skipped.out().contains("Earlier parts"), skipped.out());
    }

    @Test
    void aSkippedLabHandsItsPartsOn() {
        assertEquals(0, copy.course("skip", "lab00").exitCode());
        Run run = copy.grade("lab01", "--only", "bind");
        assertEquals(0, run.exitCode(), run.out());
        assertTrue(run.out().contains("your sources, lab00 skipped"), run.out());
        assertTrue(run.out().contains("score  15 of 15"), run.out());
    }

    @Test
    void anEarlierLabThatCannotBeBuiltIsToldWithTheWayOn() {
        copy.append(BASE, "}");
        assertTrue(copy.grade("lab01")
                .out()
                .contains("fix this first: nothing can be checked before it compiles; "
                        + "--parts reference takes the reference's parts of earlier labs"));
        copy.delete(BASE);
        Run missing = copy.grade("lab01");
        assertTrue(
                missing.out().contains("Base.java is missing or a link\n  ./jbang course reset lab00 brings it back"),
                missing.out());
        copy.delete("labs/00-base/lab00.java");
        copy.delete("labs/00-base");
        Run gone = copy.grade("lab01");
        assertEquals(2, gone.exitCode(), gone.out());
        assertTrue(gone.err().contains("00-base") && gone.err().contains("--parts reference takes the reference's"),
                gone.err());
        assertEquals(0, copy.grade("lab01", "--parts", "reference", "--only", "listens").exitCode());
    }

    @Test
    void whatTheDamagedPlaceHoldsIsNotAskedAndItIsStillTold() {
        writeBase("return host + \".nowhere.invalid\";");
        copy.write("labs/.progress.json", "nonsense");
        Run run = copy.grade("lab01", "--only", "bind");
        assertTrue(run.out().contains("(not passed yet: lab00's bind)"), run.out());
        assertTrue(run.err().contains(".progress.json was damaged"), run.err());
    }

    @Test
    void theFirstLabHasNoEarlierPartsAndTakesTheFlagAllTheSame() {
        CourseCopy plain = new CourseCopy(folder.resolve("plain"));
        plain.solve("lab01");
        Run run = plain.grade("lab01", "--parts", "reference", "--only", "listens");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertFalse(run.out().contains("earlier labs"), run.out());
    }
}
