package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.PageLink;
import grader.grading.engine.CheckDefinition;
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
 * The rules that checks name are terms with an anchor on their lab's interface page, and none of those says "(Not
 * checked.)". A lab without such a page names no rules. A check may enforce more rules than the one it names.
 */
class RulesTest {

    /** A term with its anchor, and its text up to the next one, a tag or a heading. */
    private static final Pattern RULE =
            Pattern.compile("(?ms)^\\[\\[(?<name>[a-z0-9-]+)\\]\\](?<text>.*?)(?=^\\[[\\[#]|^// |^==|\\z)");
    private static final Pattern UNCHECKED = Pattern.compile("(?i)\\bnot checked\\b");

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
    void whatDoesNotFitIsNamed() {
        String page = """
                [#flags]
                == Flags
                // tag::flags[]
                [[host-flag]]The host:: The address.
                [[port-flag]]The port:: A number.
                Zero is one, too.
                [[idle]]Idle:: The server sleeps. (Not checked.)
                // end::flags[]
                """;
        assertEquals(List.of(), problems(Set.of("host-flag", "port-flag"), page));
        assertEquals(List.of("idle: a check names it, and its text says that it is not checked"),
                problems(Set.of("host-flag", "port-flag", "idle"), page));
        assertEquals(List.of("hsot: a check names it, and the page has no such rule"),
                problems(Set.of("host-flag", "port-flag", "hsot"), page));
    }

    private static List<String> problems(Set<String> named, String page) {
        Set<String> missing = new TreeSet<>(named);
        Set<String> problems = new TreeSet<>();
        Matcher rule = RULE.matcher(page);
        while (rule.find()) {
            String name = rule.group("name");
            boolean isUnchecked = UNCHECKED.matcher(rule.group("text")).find();
            missing.remove(name);
            if (named.contains(name) && isUnchecked) {
                problems.add(name + ": a check names it, and its text says that it is not checked");
            }
        }
        missing.forEach(other -> problems.add(other + ": a check names it, and the page has no such rule"));
        return List.copyOf(problems);
    }
}
