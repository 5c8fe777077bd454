package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import grader.core.course.Course;
import grader.core.course.Hint;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.source.SourceText;
import grader.core.starter.OpenStarter;
import grader.core.starter.Starter;
import grader.core.starter.StarterForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * To a reader with the open starter, page and hints show its contracts, and name nothing that only the guided one has.
 */
class OpenFormTest {

    private static final Map<Lab, Map<String, String>> OPEN = OpenStarter.all(Course.here());
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("(?:([\\w.]+)\\.)?(\\w+)(?:\\(.*\\))?");
    /** Methods of the JDK, or words of other languages and formats, that a type of the guided starter also has. */
    private static final Set<String> OF_OTHERS =
            Set.of("REMOTE_ADDR", "accept", "await", "coupon", "read", "reject", "split", "sum", "write");

    /** Of each lab, what the files of the open starter declare. */
    private static final Map<Lab, Set<String>> KNOWN = OPEN.entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, lab -> Names.membersOf(lab.getValue())));

    private static final Path OUT = RealSite.folder();

    @BeforeAll
    static void build() {
        assertEquals(List.of(), RealSite.report().defects());
    }

    static Stream<Lab> labs() {
        return OPEN.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void hintsNameNothingThatIsGone(Lab lab) {
        Names names = Names.of(lab);
        List<String> wrong = new ArrayList<>();
        for (Task task : lab.tasks()) {
            for (Hint hint : Hint.all(task.hints().subList(0, 2))) {
                SPAN.matcher(hint.text())
                        .results()
                        .map(span -> span.group(1))
                        .filter(names::areGone)
                        .forEach(span -> wrong.add(task.id() + ", hint " + hint.number() + ": " + span));
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** The last one has the types of the guided starter that the task is about, and is the only one with code. */
    @ParameterizedTest
    @MethodSource("labs")
    void hintsLeadToTheGuidedStarter(Lab lab) {
        Map<String, String> guided = Starter.of(lab);
        for (Task task : lab.tasks()) {
            List<Hint> hints = StarterForm.OPEN.hints(lab, task);
            List<String> files = OpenStarter.filesOf(lab, task);
            if (files.isEmpty()) {
                assertEquals(Hint.all(task), hints);
                continue;
            }
            assertEquals(3, hints.size());
            assertTrue(hints.stream().limit(2).flatMap(hint -> hint.parts().stream()).noneMatch(Hint.Part::isCode));
            String code = hints.getLast().parts().getLast().text();
            for (String file : files) {
                assertTrue(files.size() == 1 || hints.get(1).text().contains("`" + file.replace(".java", "") + "`: "),
                        task.id());
                String text = guided.get(file).replaceFirst("^// Given.*\\R", "").strip();
                assertTrue(code.contains("// " + file + "\n" + text), task.id() + ": " + file);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void pagesNameNothingThatIsGone(Lab lab) throws IOException {
        Names names = Names.of(lab);
        Document page = open(lab);
        page.select(".open-form, details.solution, .contract, pre").remove();
        List<String> wrong = page.select("main code").eachText().stream().filter(names::areGone).distinct().toList();
        assertEquals(List.of(), wrong);
    }

    /** Each task that differs in the two forms shows its own types, or says of which one it is a part. */
    @ParameterizedTest
    @MethodSource("labs")
    void pagesShowTheContracts(Lab lab) throws IOException {
        Document page = open(lab);
        for (Task task : lab.tasks()) {
            List<String> files = OpenStarter.filesOf(lab, task);
            if (files.isEmpty()) {
                continue;
            }
            Elements parts = page.getElementById(task.page()).parent().select(".open-form");
            assertEquals(1, parts.size(), task.id());
            List<String> shown = parts.select("figcaption").eachText();
            if (!task.open().isEmpty()) {
                files.stream()
                        .filter(OPEN.get(lab)::containsKey)
                        .forEach(file -> assertTrue(shown.contains("labs/" + lab.folder() + "/" + file), file));
            }
            String code = parts.select("pre").text();
            boolean named = code.contains("(\"" + task.id() + "\"");
            assertTrue(named || parts.text().contains("Part of your"), task.id() + ": " + parts.text());
        }
    }

    /** The page as the script of the open form makes it. */
    private static Document open(Lab lab) throws IOException {
        Document page = Jsoup.parse(Files.readString(OUT.resolve(lab.name() + ".html")));
        String script = Files.readString(OUT.resolve(lab.name() + "-open.js"));
        JsonNode form = new JsonMapper().readTree(script.substring(script.indexOf('{'), script.lastIndexOf('}') + 1));
        List<Element> excerpts = page.select("main .excerpt").stream().toList();
        form.get("open")
                .properties()
                .forEach(part -> excerpts.get(Integer.parseInt(part.getKey()))
                        .after(part.getValue().asText()));
        form.get("guided").properties().forEach(guided -> {
            Element part = excerpts.get(Integer.parseInt(guided.getKey()));
            for (int left = guided.getValue().asInt(); left > 0; left--) {
                Element before = part.previousElementSibling();
                assertTrue(part.is("p, ul, .contract, .excerpt"), part::outerHtml);
                part.remove();
                part = before;
            }
        });
        return page;
    }

    /** @param types of the guided starter that the open one lacks, and `members` of them and of those it reduces */
    private record Names(Set<String> types, Set<String> members, Set<String> tasks) {

        static Names of(Lab lab) {
            Map<String, String> open = OPEN.get(lab);
            Map<String, String> guided = new HashMap<>(Starter.of(lab));
            guided.keySet().removeIf(file -> !OpenStarter.isHeart(lab, file));
            Set<String> types = guided.keySet()
                    .stream()
                    .filter(file -> !open.containsKey(file))
                    .map(file -> file.replace(".java", ""))
                    .collect(Collectors.toSet());
            Set<String> members = membersOf(guided);
            KNOWN.forEach((other, known) -> {
                if (other.number() <= lab.number()) {
                    members.removeAll(known);
                }
            });
            members.removeAll(OF_OTHERS);
            return new Names(types, members, lab.tasks().stream().map(Task::id).collect(Collectors.toSet()));
        }

        boolean areGone(String span) {
            Matcher name = NAME.matcher(span);
            if (!name.matches() || tasks.contains(span)) {
                return false;
            }
            String of = name.group(1) == null ? "" : name.group(1);
            boolean elsewhere = of.matches("[A-Z]\\w*") && OPEN.values()
                    .stream()
                    .noneMatch(files -> files.containsKey(of + ".java"));
            return types.contains(of) || of.isEmpty() && types.contains(name.group(2))
                    || !elsewhere && members.contains(name.group(2));
        }

        /** Methods, fields, and components of records that these files declare. */
        private static Set<String> membersOf(Map<String, String> files) {
            Set<String> names = new HashSet<>();
            List<SourceText> sources = files.entrySet()
                    .stream()
                    .filter(file -> file.getKey().endsWith(".java"))
                    .map(file -> new SourceText(file.getKey(), file.getValue()))
                    .toList();
            JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, sources);
            TreeScanner<Void, Void> scan = new TreeScanner<>() {
                @Override
                public Void visitClass(ClassTree type, Void none) {
                    type.getMembers().forEach(member -> {
                        if (member instanceof MethodTree method && !method.getName().contentEquals("<init>")) {
                            names.add(method.getName().toString());
                        } else if (member instanceof VariableTree field) {
                            names.add(field.getName().toString());
                        }
                    });
                    return super.visitClass(type, none);
                }
            };
            try {
                javac.parse().forEach(unit -> scan.scan(unit, null));
            } catch (IOException error) {
                throw new AssertionError(error);
            }
            return names;
        }
    }
}
