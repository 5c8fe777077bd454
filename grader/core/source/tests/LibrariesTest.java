package grader.core.source.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.Libraries;
import grader.core.starter.Starter;
import grader.proofs.testing.BothBuilds;
import grader.proofs.testing.CourseCopy.Run;
import grader.proofs.testing.LabWithLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lab that uses a library: built and graded with it, with nothing else, and in one version. */
class LibrariesTest {

    @TempDir
    Path folder;

    private LabWithLibrary jackson;

    @BeforeEach
    void makeCourse() {
        jackson = new LabWithLibrary(folder.resolve("course"));
    }

    @Test
    void theGraderRunsTheLabWithItsLibrary() {
        Run run = jackson.copy.grade("lab01", "--only", "one-after-another");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        jackson.copy.replace("labs/" + LabWithLibrary.PART, "new Told(lab, number)", "new Object()");
        assertTrue(
                jackson.copy.grade("lab01", "--only", "one-after-another").out().contains("InvalidDefinitionException"),
                "Jackson is at work");
    }

    @Test
    void jbangBuildsTheSame() throws Exception {
        BothBuilds.areEqual(jackson.lab(), folder);
    }

    @Test
    void startersAndTheReferenceKeepTheLine() {
        String part = "labs/" + LabWithLibrary.PART;
        jackson.copy.delete(part);
        assertTrue(jackson.copy.grade("lab01").out().contains("JsonText.java is missing"));
        assertEquals(0, jackson.copy.course("reset", "lab01").exitCode());
        assertEquals(Set.of(LabWithLibrary.JACKSON), LabWithLibrary.named(List.of(jackson.copy.read(part))));
        assertEquals(0, jackson.copy.starters("--check").exitCode());
        assertEquals(0, jackson.copy.course("skip", "lab01").exitCode());
        assertEquals(Set.of(LabWithLibrary.JACKSON), LabWithLibrary.named(List.of(jackson.copy.read(part))));
        Run run = jackson.copy.grade("lab01", "--only", "one-after-another");
        assertTrue(run.out().contains("skipped by the learner"), run.out() + run.err());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            lab01.java    | //DEPS org.x:y:1                                 | //DEPS org.x:y:1 is
            ResponseBytes.java    | //DEPS org.x:y:1                                 | //DEPS org.x:y:1 is
            JsonText.java | //DEPS LIBRARY, org.x:y:1  // and another        | //DEPS org.x:y:1 is
            ResponseBytes.java    | //DEPS 'org.x:y:1'                               | //DEPS org.x:y:1 is
            ResponseBytes.java    | //DEPS com.fasterxml.jackson.core:jackson-databind:2.9.0 | //DEPS com.fasterxml.jackson.core:jackson-databind:2.9.0 is
            ResponseBytes.java    | //DEPS LIBRARY@fatjar                            | //DEPS LIBRARY@fatjar is
            ResponseBytes.java    | //REPOS https://example.org                      | //REPOS is
            """)
    void anotherLibraryIsRefusedWhereverItIsNamed(String file, String line, String refused) {
        jackson.begin(file, line.replace("LIBRARY", LabWithLibrary.JACKSON));
        Run run = jackson.copy.grade("lab01");
        assertEquals(1, run.exitCode(), run.out() + run.err());
        assertTrue(
                run.out()
                        .contains("labs/01-sockets/" + file + ":1: "
                                + refused.replace("LIBRARY", LabWithLibrary.JACKSON) + " not allowed in lab01"),
                run.out());
        assertTrue(run.out()
                .contains(line.startsWith("//DEPS") ? "allowed is just //DEPS " + LabWithLibrary.JACKSON
                        : "allowed are //JAVA, //SOURCES, //DEPS"),
                run.out());
    }

    @Test
    void theSameLibraryMayBeNamedTwice() {
        jackson.begin("ResponseBytes.java", "//DEPS " + LabWithLibrary.JACKSON + " // for JSON");
        Run run = jackson.copy.grade("lab01", "--only", "one-after-another");
        assertEquals(0, run.exitCode(), run.out() + run.err());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            org.x:y:1          | libraries: org.x:y:1 is not among the grader's own libraries; pin just this version
            jackson            | libraries: 'jackson' is not GROUP:ARTIFACT:VERSION; write it as in //DEPS
            com.fasterxml.jackson.core:jackson-databind:1.0 | not among the grader's own libraries, which has jackson-
            """)
    void aLibraryThatTheGraderDoesNotHaveIsNamed(String library, String message) {
        jackson.copy.replace(LabWithLibrary.TASKS, LabWithLibrary.JACKSON, library);
        jackson.copy.replace("labs/" + LabWithLibrary.PART, "//DEPS", "// DEPS");
        Run run = jackson.copy.grade("lab01");
        assertEquals(2, run.exitCode(), run.out());
        assertTrue(run.err().contains("01-sockets/tasks.yaml: libraries: ") && run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void jarsOfOtherGroupsStayOutside() {
        List<String> names = Libraries.of(jackson.lab())
                .stream()
                .map(jar -> jar.getFileName().toString().replaceAll("-[\\d.]+jar", ""))
                .sorted()
                .toList();
        assertEquals(List.of("jackson-annotations", "jackson-core", "jackson-databind"), names);
        UserError none =
                assertThrows(UserError.class, () -> Libraries.of(jackson.lab(), "/repository/org/x/y/1/y-1.jar"));
        assertTrue(none.remedy().contains("grader/libraries/"), none.remedy());
    }

    @Test
    void sourcesTasksAndTheGraderNameTheSameVersions() {
        assertEquals(List.of(), outOfStep(Course.here()));
        assertEquals(List.of(), outOfStep(jackson.copy.course));
        jackson.copy.replace("solutions/" + LabWithLibrary.PART, "//DEPS " + LabWithLibrary.JACKSON,
                "//DEPS org.x:y:1");
        jackson.copy.replace(LabWithLibrary.TASKS, "directives: [JAVA, SOURCES, DEPS]", "directives: [JAVA, SOURCES]");
        assertEquals(List.of("lab01: libraries are [" + LabWithLibrary.JACKSON + "], //DEPS are [org.x:y:1]",
                "lab01: libraries are [" + LabWithLibrary.JACKSON + "], directives are [JAVA, SOURCES]"),
                outOfStep(jackson.copy.course));
        jackson.copy.replace(LabWithLibrary.TASKS, LabWithLibrary.JACKSON, "org.x:y:1");
        assertEquals(List.of("lab01: of [org.x:y:1] grader/libraries/ has not all",
                "lab01: libraries are [org.x:y:1], directives are [JAVA, SOURCES]"), outOfStep(jackson.copy.course));
    }

    /** Artifacts of one group come in one version, unless a file chooses others that fit together. */
    @Test
    void noFilePinsAnotherVersionThanOthers() throws IOException {
        Map<String, Set<Set<String>>> versions = new TreeMap<>();
        for (String folder : List.of("grader", "docs", "solutions")) {
            for (Path file : Folders.filesBelow(Course.here().root().resolve(folder))) {
                if (file.toString().endsWith(".java")) {
                    pinned(Files.readString(file)).forEach((group, some) -> versions
                            .computeIfAbsent(group, first -> new HashSet<>())
                            .add(some));
                }
            }
        }
        assertTrue(versions.containsKey("io.netty"), "the files name libraries");
        versions.values().removeIf(each -> each.size() == 1);
        assertEquals(Map.of(), versions, "groups with several versions");
    }

    /** The versions in a file, by group. */
    private static Map<String, Set<String>> pinned(String text) {
        return LabWithLibrary.named(List.of(text))
                .stream()
                .map(library -> library.split("[:@]"))
                .filter(parts -> parts.length > 2)
                .collect(Collectors.groupingBy(parts -> parts[0],
                        Collectors.mapping(parts -> parts[2], Collectors.toSet())));
    }

    /** What does not fit, lab by lab. A lab has the libraries of those that it builds on, too. */
    private static List<String> outOfStep(Course course) {
        List<String> all = new ArrayList<>();
        for (Lab lab : course.all()) {
            Set<String> libraries = new TreeSet<>(lab.data().libraries());
            Set<String> sources = LabWithLibrary.named(Starter.referenceUpTo(lab).values());
            if (!libraries.equals(sources)) {
                all.add(lab + ": libraries are " + libraries + ", //DEPS are " + sources);
            }
            if (!LabWithLibrary.pinned().containsAll(libraries)) {
                all.add(lab + ": of " + libraries + " grader/libraries/ has not all");
            }
            if (lab.data().directives().contains("DEPS") == libraries.isEmpty()) {
                all.add(lab + ": libraries are " + libraries + ", directives are " + lab.data().directives());
            }
        }
        return all;
    }
}
