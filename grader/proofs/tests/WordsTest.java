package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.course.Course;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that must not come back, in pages, hints, messages, explanations and comments. */
class WordsTest {

    /**
     * A turn of phrase.
     *
     * @param name as in the list
     * @param words a regular expression
     * @param in another one, which finds something in the paths of the files concerned; null: all files
     */
    record Turn(String name, String words, String in, String instead) {

        List<MatchResult> in(String path, String text) {
            return in != null && !pattern(in).matcher(path).find() ? List.of()
                    : pattern(words).matcher(text).results().toList();
        }

        private static Pattern pattern(String text) {
            return PATTERNS.computeIfAbsent(text, ignored -> Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        }
    }

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final Path ROOT = Course.here().root();
    private static final Path FOLDER = ROOT.resolve("grader/proofs/tests/words");
    private static final List<String> TOP = List.of("README.md", "CONTRIBUTING.md", "jbang", ".ci", ".github", "docs",
            "grader", "solutions");
    private static final Pattern TEXT =
            Pattern.compile(".*(?:\\.(?:adoc|md|java|js|yaml|yml|sh|service)|/run|/jbang|/Dockerfile)");

    /** In Java only comments and strings are prose; a name is prose where its type is declared. */
    private static final Pattern PROSE = Pattern.compile("//[^\\n]*|/\\*(?s:.*?)\\*/|\"\"\"(?s:.*?)\"\"\"|"
            + "\"(?:\\\\.|[^\"\\\\\\n])*\"|\\b(?:class|record|interface|enum) \\w+|\\n");

    @Test
    void noneComesBack() throws IOException {
        List<String> found = new ArrayList<>();
        List<Turn> turns = turns();
        for (Path file : files()) {
            String path = ROOT.relativize(file).toString();
            String text = prose(path, Files.readString(file));
            for (Turn turn : turns) {
                List<MatchResult> here = turn.in(path, text);
                if (!here.isEmpty()) {
                    found.add(path + ": " + places(here, text) + "; write instead: " + turn.instead());
                }
            }
        }
        assertEquals("", String.join("\n", found));
    }

    private static String places(List<MatchResult> found, String text) {
        return found.stream()
                .map(match -> "line " + (1 + text.substring(0, match.start()).chars().filter(c -> c == '\n').count())
                        + " '" + match.group().strip() + "'")
                .collect(Collectors.joining(", "));
    }

    @Test
    void proseOfJavaIsCommentsAndStrings() {
        String source = "/** A\n * mend. */\nvoid mend() { say(\"anew\"); } // behind it\nclass Guest {}\n";
        String prose = prose("A.java", source);
        assertEquals(source.lines().count(), prose.lines().count(), "lines keep their numbers");
        assertEquals(List.of(1, 1, 1, 1), Stream.of("mend", "anew", "behind", "class Guest")
                .map(word -> (int) Pattern.compile(word).matcher(prose).results().count())
                .toList());
    }

    @Test
    void aTurnOfPhraseIsFoundWhereItIsMeant() {
        String bad = "Who leaves is gone. The LF behind it. Mend it anew; nobody does. Should a client stall, wait. "
                + "A line a request.";
        assertEquals("who somebody behind mend anew per should", turns().stream()
                .filter(turn -> !turn.in("docs/x.adoc", bad).isEmpty())
                .map(Turn::name)
                .collect(Collectors.joining(" ")));
        String good = "Who is it? It is behind a reverse proxy. Should a test wait? The answer to question 2.";
        assertEquals(List.of(),
                turns().stream().filter(turn -> !turn.in("docs/x.adoc", good).isEmpty()).map(Turn::name).toList());
    }

    private static String prose(String path, String text) {
        return !path.endsWith(".java") ? text
                : PROSE.matcher(text)
                        .results()
                        .map(part -> part.group() + (part.group().equals("\n") ? "" : " "))
                        .collect(Collectors.joining());
    }

    private static List<Turn> turns() {
        try {
            return new YAMLMapper().readValue(FOLDER.resolve("words.yaml").toFile(), new TypeReference<>() {});
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String top : TOP) {
            try (Stream<Path> below = Files.walk(ROOT.resolve(top))) {
                below.filter(Files::isRegularFile)
                        .filter(file -> TEXT.matcher("/" + ROOT.relativize(file)).matches())
                        .filter(file -> !file.startsWith(FOLDER) && !file.endsWith("WordsTest.java"))
                        .forEach(files::add);
            }
        }
        return files;
    }
}
