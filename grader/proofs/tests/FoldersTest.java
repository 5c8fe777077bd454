package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folders of grader/ and docs/ use each other one way, stay small, and programs name those that they need. */
class FoldersTest {

    private static final Path ROOT = Course.here().root();
    private static final int MOST_FILES = 25;
    private static final List<String> ROOMS = List.of("core", "clients", "machine", "results", "grading", "checks",
            "teaching", "conformance", "commands", "contributing", "proofs", "bench");

    private static final Pattern NO_CODE = Pattern.compile("(?m)^//.*$|(?s:/\\*.*?\\*/)|\"(\\\\.|[^\"\\\\\n])*\"");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern USED = Pattern.compile("\\b((?:grader|docs)(?:\\.[a-z]\\w*)+)\\.[A-Z]\\w*");
    private static final Pattern FOLDER = Pattern.compile("(?m)^//SOURCES (.*)/\\*\\.java$");

    private static final List<Path> FILES = Stream.of("grader", "docs").flatMap(FoldersTest::below).sorted().toList();
    private static final Map<String, Set<String>> USES = uses();

    private static Stream<Path> below(String folder) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Of each package, the others that its code names. */
    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Path file : FILES) {
            String text = read(file);
            PACKAGE.matcher(text)
                    .results()
                    .findFirst()
                    .ifPresent(own -> uses.computeIfAbsent(own.group(1), name -> new TreeSet<>()).addAll(used(text)));
        }
        uses.forEach((name, used) -> {
            used.retainAll(uses.keySet());
            used.remove(name);
        });
        return uses;
    }

    private static Set<String> used(String text) {
        return USED.matcher(NO_CODE.matcher(text).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Test
    void useEachOtherOneWay() {
        Map<String, Set<String>> left = new TreeMap<>();
        USES.forEach((name, used) -> left.put(name, new TreeSet<>(used)));
        while (left.values().removeIf(Set::isEmpty)) {
            left.values().forEach(used -> used.retainAll(left.keySet()));
        }
        assertEquals(Map.of(), left, "packages that use each other in a circle, and those that use such packages");
    }

    /** Each room of grader/ is built on those before it; tests use what they like. */
    @Test
    void roomsAreBuiltOnThoseBefore() {
        Map<String, Set<String>> upward = new TreeMap<>();
        USES.forEach((name, used) -> {
            if (isInRoom(name) && !name.endsWith(".tests")) {
                upward.put(name, used.stream()
                        .filter(other -> isInRoom(other) && room(name) < room(other))
                        .collect(Collectors.toSet()));
            }
        });
        upward.values().removeIf(Set::isEmpty);
        assertEquals(Map.of(), upward, "packages that use later rooms");
    }

    private static boolean isInRoom(String name) {
        return name.startsWith("grader.") && ROOMS.contains(name.split("\\.")[1]);
    }

    private static int room(String name) {
        return ROOMS.indexOf(name.split("\\.")[1]);
    }

    @Test
    void roomsHaveNoFileNameTwice() {
        Map<String, Long> times = FILES.stream()
                .map(ROOT::relativize)
                .filter(file -> ROOMS.contains(file.getName(1).toString()))
                .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("Caller.java"))
                .collect(Collectors.groupingBy(file -> file.getName(1) + ": " + file.getFileName(), TreeMap::new,
                        Collectors.counting()));
        times.values().removeIf(count -> count == 1);
        assertEquals(Map.of(), times);
    }

    @Test
    void haveFewFilesUnlessAllAreTests() {
        Map<Path, Long> counts = FILES.stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .map(file -> ROOT.relativize(file.getParent()))
                .filter(folder -> !folder.endsWith("tests"))
                .collect(Collectors.groupingBy(folder -> folder, TreeMap::new, Collectors.counting()));
        counts.values().removeIf(count -> count <= MOST_FILES);
        assertEquals(Map.of(), counts, "folders with more than " + MOST_FILES + " files");
    }

    /** More than that would be compiled and kept for nothing; less would not compile. */
    @ParameterizedTest
    @ValueSource(strings = {"grader/conform", "grader/editors", "grader/format", "grader/fuzz", "grader/grade",
            "grader/mutate", "grader/starters", "grader/bench/bench", "grader/bench/site", "docs/site/site",
            "docs/studio/arena", "docs/studio/cells", "docs/studio/chain", "docs/studio/course",
            "docs/studio/drill", "docs/studio/measure"})
    void areNamedByTheProgramsThatNeedThem(String program) {
        Path script = ROOT.resolve(program + ".java");
        String text = read(script);
        Map<String, Set<String>> named = FOLDER.matcher(text)
                .results()
                .map(found -> ROOT.relativize(script.resolveSibling(found.group(1)).normalize()).toString())
                .collect(Collectors.toMap(line -> line, FoldersTest::folders));
        Set<String> roots = used(text);
        roots.addAll(named.getOrDefault("grader/checks/*", Set.of()));      // found by name
        Set<String> needed = closure(roots);
        assertEquals(Set.of(), named.keySet()
                .stream()
                .filter(line -> Collections.disjoint(named.get(line), needed))
                .collect(Collectors.toSet()), "what " + program + ".java names and does not need");
        named.values().forEach(needed::removeAll);
        assertEquals(Set.of(), needed, "the folders that " + program + ".java needs and does not name");
    }

    /** The packages of the folders that a line such as `grader/core/*` names. */
    private static Set<String> folders(String line) {
        Pattern names = Pattern.compile(line.replace('/', '.').replace(".", "\\.").replace("*", "\\w+"));
        return USES.keySet().stream().filter(name -> names.matcher(name).matches()).collect(Collectors.toSet());
    }

    private static Set<String> closure(Set<String> roots) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(roots);
        while (!next.isEmpty()) {
            String name = next.pop();
            if (reached.add(name)) {
                next.addAll(USES.get(name));
            }
        }
        return reached;
    }

    @Test
    void sayWhatIsInThem() {
        for (String name : closure(used(FILES.stream()
                .filter(file -> file.getParent().endsWith("grader"))
                .map(FoldersTest::read)
                .collect(Collectors.joining())))) {
            String file = name.replace('.', '/') + "/package-info.java";
            assertTrue(Files.exists(ROOT.resolve(file)), "write " + file + ": a sentence about what is in the folder");
        }
    }
}
