package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.console.Style;
import grader.core.course.Hint;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.PlatformFiles;
import grader.core.source.MethodBodies;
import grader.core.source.Passage;
import grader.core.source.TaskMethods;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.submission.Submission;
import grader.results.report.ConsoleReport;
import grader.results.result.Result;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A learner who writes what the last hint of each task shows gets all points. The hints' methods replace those of the
 * reference; what no hint shows stays the reference's.
 */
class HintsTest {

    /** A method as a hint shows it: its body ends with the first line that is only a brace. */
    private static final Pattern METHOD = Pattern.compile("(?ms)^(\\S.*?)(\\{$.*?^\\})$");
    /** A section of SQL as a hint shows it: the first of its comments, and its body. */
    private static final Pattern SECTION = Pattern.compile("(?ms)^-- ([a-z0-9-]+):\\R(.*?)(?=\\n-- [a-z0-9-]+:$|\\z)");
    /** The line above the methods of a file. */
    private static final Pattern FILE = Pattern.compile("(?m)^(?://|--) (?=[\\w-]+\\.(?:java|sql|steps)$)");
    /** Stretch tasks that also change methods of earlier tasks: their last hints say in words what is added there. */
    private static final Set<String> CHANGE_EARLIER = Set.of("admission", "stale-while-revalidate", "jitter");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`]*`");

    /** A method of a task: where it is, and its declaration by its tokens. A hint need not repeat an annotation. */
    private record Declaration(String file, String task, List<String> words) {

        static Declaration of(String file, String task, String text) {
            return new Declaration(file, task, Passage.words(text.replace("@Override", "")));
        }

        @Override
        public String toString() {
            return file + ", " + task + ": " + String.join(" ", words);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("grader.proofs.mutants.tests.LabsTest#labs")
    void codeStandsWhereItIsGraded(Lab lab) {
        for (Task task : lab.tasks()) {
            for (Hint.Part part : Hint.all(task).getLast().parts()) {
                List<String> statements = part.isCode() ? List.of()
                        : CODE_SPAN.matcher(part.text())
                                .results()
                                .map(MatchResult::group)
                                .filter(span -> span.contains(";"))
                                .toList();
                assertEquals(List.of(), statements, () -> "the last hint of " + lab + " " + task.id()
                        + " has a statement in its text: show the whole method between lines of ```");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("grader.proofs.mutants.tests.LabsTest#labs")
    void lastHintsEarnAllPoints(Lab lab) {
        Grading grading = new Grading(
                new Settings(lab, Optional.empty(), Optional.empty(), "hints", false, true, Optional.empty()),
                ignored -> {});
        Result result = grading.grade(byHints(grading.stage()));
        assertEquals(100, result.earned(), () -> ConsoleReport.of(result, Style.PLAIN));
        List<TaskResult> others = result.tasks()
                .stream()
                .filter(task -> !CHANGE_EARLIER.contains(task.task().id()))
                .filter(task -> !List.of(Verdict.PASSED, Verdict.SKIPPED).contains(task.verdict()))
                .toList();
        assertEquals(List.of(), others, () -> ConsoleReport.of(result, Style.PLAIN));
    }

    private static Submission byHints(Submission reference) {
        Map<Declaration, String> bodies = bodies(reference.lab());
        Submission submission = reference;
        for (Map.Entry<String, String> file : reference.sourcesOf(reference.lab()).entrySet()) {
            String name = file.getKey();
            submission = submission.with(name, MethodBodies.replace(name, file.getValue(),
                    method -> Optional.ofNullable(bodies.remove(declaration(name, file.getValue(), method)))));
        }
        assertEquals(Map.of(), bodies, "hints show methods that the reference does not declare like that");
        return submission;
    }

    private static Declaration declaration(String name, String source, TaskMethods.Method method) {
        return PlatformFiles.isSections(name)
                ? new Declaration(Path.of(name).getFileName().toString(), method.task(), List.of(method.name()))
                : Declaration.of(Path.of(name).getFileName().toString(), method.task(),
                        source.substring(method.start(), method.bodyStart()));
    }

    private static Map<Declaration, String> bodies(Lab lab) {
        Map<Declaration, String> bodies = new LinkedHashMap<>();
        for (Task task : lab.tasks()) {
            for (Hint.Part part : Hint.all(task).getLast().parts()) {
                if (part.isCode()) {
                    bodies.putAll(methods(lab, task, part.text()));
                }
            }
        }
        return bodies;
    }

    private static Map<Declaration, String> methods(Lab lab, Task task, String code) {
        Map<Declaration, String> methods = new LinkedHashMap<>();
        StringBuilder others = new StringBuilder();
        for (String file : FILE.split(code)) {
            String name = file.lines().findFirst().orElse("");
            if (PlatformFiles.isSections(name)) {
                SECTION.matcher(file)
                        .results()
                        .forEach(section -> methods.put(new Declaration(name, task.id(), List.of(section.group(1))),
                                section.group(2)));
                continue;
            }
            Matcher found = METHOD.matcher(file.substring(name.length()));
            others.append(found.replaceAll(method -> {
                methods.put(Declaration.of(name, task.id(), method.group(1)), method.group(2));
                return "";
            }).strip());
        }
        assertEquals("", others.toString(), () -> "the last hint of " + lab + " " + task.id()
                + " has code that is no whole method below a line such as // Listener.java");
        return methods;
    }
}
