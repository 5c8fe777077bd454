package grader.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.course.Course;
import grader.course.Lab;
import grader.course.PageLink;
import grader.engine.CheckDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules that checks name are the anchors of their lab's interface page. A rule that no check enforces says so in
 * the line above its anchor: `// not checked: why`. A lab without such a page names no rules.
 */
class RulesTest {

    private static final Pattern ANCHOR =
            Pattern.compile("(?m)(?<unchecked>^// not checked: \\S.*\\R)?^.*?\\[(?:\\[|#)(?<name>[a-z0-9-]+)\\]");

    static Stream<Lab> labs() {
        return Course.here().all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    void checksAndInterfacePageNameTheSameRules(Lab lab) throws IOException {
        Set<String> named = CheckDefinition.of(lab)
                .stream()
                .map(one -> one.check().rule())
                .filter(rule -> !rule.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Path page = new PageLink(lab.course(), PageLink.interfacePage(lab), "").source();
        assertEquals(List.of(), problems(named, Files.exists(page) ? Files.readString(page) : ""), page::toString);
    }

    @Test
    void whatIsOnOneSideOnlyIsNamed() {
        String page = """
                [[host-flag]]
                `--host`:: the address.
                [#port-flag]
                == The port
                // not checked: no client can see it
                [[idle]]The server sleeps.
                """;
        assertEquals(List.of(), problems(Set.of("host-flag", "port-flag"), page));
        assertEquals(List.of("port-flag: no check names it; if none can, write `// not checked: why` above it"),
                problems(Set.of("host-flag"), page));
        assertEquals(List.of("idle: a check names it, and the page says that it is not checked"),
                problems(Set.of("host-flag", "port-flag", "idle"), page));
        assertEquals(List.of("hsot: a check names it, and the page has no such anchor"),
                problems(Set.of("host-flag", "port-flag", "hsot"), page));
    }

    private static List<String> problems(Set<String> named, String page) {
        Set<String> missing = new TreeSet<>(named);
        Set<String> problems = new TreeSet<>();
        Matcher found = ANCHOR.matcher(page);
        while (found.find()) {
            String anchor = found.group("name");
            boolean isNamed = named.contains(anchor);
            missing.remove(anchor);
            if (!isNamed && found.group("unchecked") == null) {
                problems.add(anchor + ": no check names it; if none can, write `// not checked: why` above it");
            } else if (isNamed && found.group("unchecked") != null) {
                problems.add(anchor + ": a check names it, and the page says that it is not checked");
            }
        }
        missing.forEach(rule -> problems.add(rule + ": a check names it, and the page has no such anchor"));
        return List.copyOf(problems);
    }
}
