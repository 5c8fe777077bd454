package grader.teaching.gradebook.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.teaching.gradebook.Finding;
import grader.teaching.gradebook.policy.ExtraPoints;
import grader.teaching.gradebook.policy.LateRule;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.policy.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy is read, or all that is wrong with it is told at once, each with its line. */
class PolicyReaderTest {

    @TempDir
    Path folder;

    private PolicyReader reader(String text) throws IOException {
        Path file = folder.resolve("course.yaml");
        Files.writeString(file, text);
        return new PolicyReader(file, List.of("lab01", "lab03")::contains);
    }

    private Policy policy(String text) throws IOException {
        PolicyReader reader = reader(text);
        Policy policy = reader.read();
        assertEquals(List.of(), reader.mistakes());
        return policy;
    }

    /** Without the folder. */
    private List<String> mistakes(String text) throws IOException {
        PolicyReader reader = reader(text);
        reader.read();
        return reader.mistakes().stream().map(Finding::toString).map(each -> each.replace(folder + "/", "")).toList();
    }

    @Test
    void allMembersAreRead() throws IOException {
        Policy policy = policy("""
                title: Networks, winter
                time-zone: Europe/Berlin
                attempt: last
                pages: https://example.org/course/
                late:
                  grace: 10 minutes
                  penalty: 10 percent per day
                labs:
                  lab01: {due: 2026-12-01T23:59, weight: 0.5, late: none}
                  lab03: {due: 2026-12-08T23:59}
                extra:
                  - {name: ada, lab: lab03, points: 5, reason: found a mistake}
                """);
        assertEquals("Networks, winter", policy.title());
        assertTrue(policy.last());
        assertEquals(Optional.of("https://example.org/course"), policy.pages());
        assertEquals("2026-12-01T23:59+01:00[Europe/Berlin]", policy.lab("lab01").due().orElseThrow().toString());
        assertEquals(0.5, policy.lab("lab01").weight());
        assertEquals(LateRule.NONE, policy.lab("lab01").late());
        assertEquals(policy.late(), policy.lab("lab03").late());
        assertEquals(1, policy.lab("lab03").weight());
        assertEquals(List.of("5.0 found a mistake"),
                policy.extra().stream().map(one -> one.points() + " " + one.reason()).toList());
    }

    @Test
    void theExampleIsRight() throws IOException {
        Policy example =
                policy(Files.readString(Course.here().root().resolve("grader/teaching/gradebook/course.yaml")));
        assertEquals(2, example.lab("lab03").weight());
        assertEquals(1, example.extra().size());
    }

    @Test
    void anEmptyPolicyIsNone() throws IOException {
        assertEquals(Policy.NONE, policy("# nothing yet\n"));
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        List<String> found = mistakes("""
                titel: x
                time-zone: Mars/North
                attempt: first
                pages: javascript:alert(1)
                late:
                  penalty: 10 percents a day
                  grace: soon
                  at-most: half
                  cut-off: [1]
                labs:
                  lab99: {due: 2026-12-01T23:59}
                  lab03:
                    due: 2026-12-01
                    weight: -1
                    weight: 2
                  lab01: late
                extra:
                  - {name: "", lab: lab7, points: many}
                """);
        List<String> expected = List.of("1: the policy has no key 'titel'; its keys are attempt, extra, ",
                "2: time-zone: 'Mars/North'; write one such as Europe/Berlin", "6: penalty: '10 percents a day'; write",
                "7: grace: 'soon'; write a number and a unit", "8: at-most: 'half'; ",
                "9: cut-off: a list or a mapping; ", "3: attempt: 'first'; write best or last",
                "4: pages: 'javascript:alert(1)'; ", "11: labs: there is no lab 'lab99'; ",
                "15: 'weight' is there twice; ", "13: due: '2026-12-01'; write a time such as",
                "16: lab01 is no mapping; ", "18: extra points without a name; ",
                "18: lab: there is no lab 'lab7'; ", "18: points: 'many' is no number; ");
        for (String each : expected) {
            assertTrue(found.stream().anyMatch(one -> one.startsWith("course.yaml:" + each)),
                    each + " is not in\n" + String.join("\n", found));
        }
        assertEquals(expected.size(), found.size(), String.join("\n", found));
    }

    @Test
    void aTimeThatTheClocksSkipIsAMistake() throws IOException {
        String policy = "time-zone: %s\nlabs: {lab03: {due: 2026-03-29T02:30}}\n";
        assertEquals(1, mistakes(policy.formatted("Europe/Berlin")).size());
        assertEquals(0, mistakes(policy.formatted("UTC")).size());
    }

    @Test
    void whatIsNotYamlIsToldWithItsLine() throws IOException {
        assertTrue(mistakes("labs:\n  - a\n b: [\n").getFirst().matches("course\\.yaml:\\d: not YAML: .*"));
        assertEquals(List.of("course.yaml:1: the policy is no mapping; write lines such as KEY: VALUE"),
                mistakes("just text\n"));
    }

    @Test
    void extraPointsMayBeACsvFile() throws IOException {
        Files.writeString(folder.resolve("extra.csv"),
                "\ufefflab,name,points,reason\r\n"
                        + "lab03,\"Ada \"\"A\"\"\nL, Jr.\",2.5,\"a, b\"\r\n\r\nlab01,bob,-3,\r\n");
        List<ExtraPoints> extra = policy("extra: extra.csv\n").extra();
        assertEquals(List.of("Ada \"A\"\nL, Jr.", "bob"), extra.stream().map(ExtraPoints::name).toList());
        assertEquals(List.of(2.5, -3.0), extra.stream().map(ExtraPoints::points).toList());
        assertEquals("a, b", extra.getFirst().reason());
    }

    @Test
    void mistakesInTheCsvFileHaveItsLines() throws IOException {
        Files.writeString(folder.resolve("extra.csv"),
                "name,lab,points,reason\n\"a\nb\",lab03,1,\nbob,lab04,1,\neve,lab03,x,\n");
        assertEquals(List.of("extra.csv:4: lab: there is no lab 'lab04'; write it as lab01",
                "extra.csv:5: points: 'x' is no number; write it as 5, 2.5 or -3"), mistakes("extra: extra.csv\n"));
        Files.writeString(folder.resolve("extra.csv"), "name;lab;points;reason\n");
        assertEquals(List.of("extra.csv:1: the first line does not name all columns; write name,lab,points,reason"),
                mistakes("extra: extra.csv\n"));
        assertTrue(
                mistakes("extra: none.csv\n").getFirst().startsWith("course.yaml:1: extra: none.csv cannot be read"));
    }
}
