package grader.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.lab.Course;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The server that one has after lab 07 can be read as a whole: all that a request passes, from the listening socket to
 * the last byte of its answer, with all that these parts use.
 *
 * <p>What counts is a line of code: no comment, no import, not blank. What does not count are the layers of lab 05 and
 * the shop, which use the server, and {@link #BESIDE}.
 */
class ServerSizeTest {

    private static final int MOST_LINES = 2_860;
    private static final List<String> WAY = List.of("Server", "BlockingEngine", "HttpConnection", "SystemClock",
            "Router", "ConditionalRequests", "RejectHttps");

    /** The command line, what stands in for unwritten tasks, and what shows the queues. */
    private static final Set<String> BESIDE =
            Set.of("Flags", "Launcher", "Todo", "AdminServer", "KernelQueue", "QueueMonitor");

    private static final Pattern NO_CODE =
            Pattern.compile("/\\*.*?\\*/|//.*?$|^import .*?$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern WORD = Pattern.compile("\\b[A-Z]\\w*");

    @Test
    void canBeReadAsAWhole() throws IOException {
        Map<String, String> parts = parts();
        Map<String, Long> lines = new TreeMap<>();
        Deque<String> way = new ArrayDeque<>(WAY);
        while (!way.isEmpty()) {
            String name = way.pop();
            String code = parts.get(name);
            assertTrue(code != null, "solutions/ has no " + name + ".java");
            if (lines.putIfAbsent(name, code.lines().filter(Predicate.not(String::isBlank)).count()) == null) {
                names(code).stream()
                        .filter(used -> parts.containsKey(used) && !BESIDE.contains(used))
                        .forEach(way::push);
            }
        }
        for (String part : List.of("Acceptor", "HeadParser", "ChunkedDecoder", "RoutePath", "SocketDriver",
                "ResponseWriter")) {
            assertTrue(lines.containsKey(part), part + " is not among those on the way: " + lines.keySet());
        }
        long all = lines.values().stream().mapToLong(Long::longValue).sum();
        assertTrue(all < MOST_LINES, "lab 07's server has " + all + " lines of code: " + lines);
    }

    /** By name: the code of each file of the reference's first seven labs, without comments and imports. */
    private static Map<String, String> parts() throws IOException {
        Path solutions = Course.here().root().resolve("solutions");
        try (Stream<Path> files = Files.walk(solutions, 2)) {
            return files.filter(file -> solutions.relativize(file).toString().matches("0[1-7]-.*\\.java"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""),
                            ServerSizeTest::code));
        }
    }

    private static String code(Path file) {
        try {
            return NO_CODE.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static Set<String> names(String code) {
        return WORD.matcher(TEXT.matcher(code).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
