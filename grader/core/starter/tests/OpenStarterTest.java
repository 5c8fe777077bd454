package grader.core.starter.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.source.Compiler;
import grader.core.source.MethodBodies;
import grader.core.source.TaskMethods;
import grader.core.starter.OpenStarter;
import grader.core.starter.Starter;
import grader.core.starter.TypeGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open starters: what is left of a lab's heart is enough for all other code, and says what is to be written. */
class OpenStarterTest {

    /** Percent of the lines in the files that change. */
    private static final int LEAST_GUIDED = 19;
    private static final int LEAST_OPEN = 40;

    private static final Pattern LINK = Pattern.compile("\\{@link (\\w+)?(?:#(\\w+))?[^}]*}");

    private static final Pattern OPEN_UNTIL_THEN = Pattern.compile("// open, until then: (.*)");

    /** Of each lab, the files of its open starter, by name. */
    private static final Map<Lab, Map<String, String>> OPEN = OpenStarter.all(Course.here());

    @Test
    void allTogetherCompile(@TempDir Path folder) {
        Map<String, String> sources = new TreeMap<>();
        OPEN.values().forEach(sources::putAll);
        sources.keySet().removeIf(name -> !name.endsWith(".java"));
        Lab last = Course.here().all().getLast();
        OPEN.keySet().stream().filter(lab -> !lab.equals(last)).forEach(lab -> sources.remove(lab.script()));
        assertEquals(Optional.empty(), Compiler.compile(sources, folder, last));
    }

    /** A grading looks for the others. */
    @Test
    void onlyTheHeartMayBeMissing() {
        List<String> wrong = new ArrayList<>();
        OPEN.forEach((lab, files) -> Starter.of(lab).forEach((name, text) -> {
            boolean heart = !text.equals(files.get(name));
            if (OpenStarter.mayLack(lab, name) ? !heart : !files.containsKey(name)) {
                wrong.add(lab + " " + name);
            }
        }));
        assertEquals(List.of(), wrong);
    }

    /** Otherwise the task would count as written. */
    @Test
    void eachTaskHasAPlace() {
        List<String> without = new ArrayList<>();
        OPEN.forEach((lab, files) -> {
            List<String> told = TaskMethods.in(java(files))
                    .values()
                    .stream()
                    .flatMap(found -> found.holes().stream())
                    .map(TaskMethods.Hole::task)
                    .toList();
            lab.tasks()
                    .stream()
                    .map(Task::id)
                    .filter(id -> isToldOf(lab, id) && !told.contains(id))
                    .forEach(id -> without.add(lab + " " + id));
        });
        assertEquals(List.of(), without);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static boolean isToldOf(Lab lab, String id) {
        return TaskMethods.in(java(Starter.of(lab)))
                .values()
                .stream()
                .flatMap(found -> found.holes().stream())
                .anyMatch(hole -> hole.task().equals(id));
    }

    private static Map<String, String> java(Map<String, String> files) {
        Map<String, String> java = new HashMap<>(files);
        java.keySet().removeIf(name -> !name.endsWith(".java"));
        return java;
    }

    /** A server runs before the layers that belong to later tasks are written. */
    @Test
    void whatStandsAboveAMethodIsWhatItDoesUntilThen() {
        List<String> missing = new ArrayList<>();
        OPEN.forEach((lab, files) -> lab.files()
                .forEach(file -> OPEN_UNTIL_THEN.matcher(read(file))
                        .results()
                        .map(mark -> "Todo\\.report\\(\"[a-z-]+\"\\);\\s+" + Pattern.quote(mark.group(1)))
                        .filter(code -> !Pattern.compile(code).matcher(files.get(file.getFileName().toString())).find())
                        .forEach(code -> missing.add(file + ": " + code))));
        assertEquals(List.of(), missing);
        OPEN.forEach((lab, files) -> List.of(files, Starter.of(lab), Starter.reference(lab))
                .forEach(each -> assertFalse(each.values().stream().anyMatch(text -> text.contains("until then:")))));
        assertTrue(OPEN.get(Course.here().lab("lab14"))
                .get("EdgeCache.java")
                .contains("return origin.handle(request);"));
    }

    @Test
    void commentsNameNothingThatIsGone() {
        List<String> gone = new ArrayList<>();
        OPEN.forEach((lab, files) -> files.forEach((file, text) -> LINK.matcher(text)
                .results()
                .filter(link -> isGone(link, file, files, Starter.of(lab)))
                .forEach(link -> gone.add(lab + " " + file + ": " + link.group()))));
        assertEquals(List.of(), gone);
    }

    private static boolean isGone(MatchResult link, String file, Map<String, String> open, Map<String, String> guided) {
        String target = link.group(1) == null ? file : link.group(1) + ".java";
        if (!guided.containsKey(target)) {
            return false;
        }
        return !open.containsKey(target)
                || link.group(2) != null && !open.get(target).equals(guided.get(target))
                        && !Pattern.compile("\\b" + link.group(2) + "\\b")
                                .matcher(open.get(target).replaceAll("(?s)/\\*.*?\\*/", ""))
                                .find();
    }

    /**
     * What a learner writes of a lab's lines of code, and of those of the files in which there is something to write:
     * the other files are what a library would be. The learner replaces a stub, so it is not given.
     */
    @Test
    void leaveMoreToWrite() {
        OPEN.forEach((lab, files) -> {
            Share guided = Share.of(lab, Starter.of(lab));
            Share open = Share.of(lab, files);
            System.out.println(lab + ": a learner writes " + guided + " in the guided starter, " + open
                    + " in the open one");
            assertTrue(open.written() > guided.written(), lab + " has no open starter");
            assertTrue(guided.ofTouched() >= LEAST_GUIDED && open.ofTouched() >= LEAST_OPEN,
                    lab + ": too much is given");
        });
    }

    /** Lines of code that a learner `written`, of `all` in the lab, and of `touched` in the files that change. */
    private record Share(long written, long all, long touched) {

        static Share of(Lab lab, Map<String, String> starter) {
            Map<String, String> without = java(starter);
            without.replaceAll((name, text) -> MethodBodies.replace(name, text, method -> Optional.of("{\n}")));
            Map<String, String> reference = java(Starter.reference(lab));
            long written = lines(reference) - lines(without);
            long all = lines(reference);
            reference.keySet().removeIf(name -> starter.getOrDefault(name, "").equals(without.get(name)));
            return new Share(written, all, lines(reference));
        }

        @Override
        public String toString() {
            return 100 * written / all + " % of its lines of code (" + ofTouched()
                    + " % of those in the files that change)";
        }

        long ofTouched() {
            return 100 * written / touched;
        }
    }

    private static long lines(Map<String, String> files) {
        return files.values().stream().mapToLong(TypeGraph::lines).sum();
    }
}
