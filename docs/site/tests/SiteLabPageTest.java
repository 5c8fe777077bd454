package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import docs.site.page.CodeBlocks;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.source.TaskMethods;
import grader.core.starter.Starter;
import grader.grading.engine.Check;
import grader.grading.engine.CheckDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of the labs: every task is there with its points, and no solution is seen that was not asked for. */
class SiteLabPageTest {

    /** Lines that could be in any method give nothing away. */
    private static final int TELLING = 15;
    private static final Pattern SYNTAX = Pattern.compile("\\{@|\\w#\\w|</?\\w+>|&#?\\w+;|`");

    private static final Path OUT = RealSite.folder();

    private static List<Lab> labs;

    @BeforeAll
    static void build() {
        assertEquals(List.of(), RealSite.report().defects());
        labs = Course.here().all();
    }

    @Test
    void hasEveryTaskAtItsAnchorWithItsPoints() throws IOException {
        for (Lab lab : labs) {
            for (Task task : lab.tasks()) {
                Element heading = page(lab).getElementById(task.page());
                assertNotNull(heading, lab.name() + "#" + task.page());
                String line = heading.nextElementSibling().text();
                assertTrue(line.startsWith(task.stretch() ? "stretch" : task.points() + " points"), line);
            }
        }
    }

    /** What the page shows of a run with holes is what such a run shows. */
    @Test
    void quotesTheStartersHolesAtTheirLines() throws IOException {
        for (Lab lab : labs) {
            Set<String> holes = new HashSet<>();
            Starter.of(lab)
                    .forEach((name, text) -> TaskMethods.in(name, text)
                            .holes()
                            .forEach(hole -> holes.add("task " + hole.task() + " is not written yet: labs/"
                                    + lab.folder() + "/" + name + ":" + hole.line())));
            List<String> quoted = Pattern.compile("task [a-z-]+ is not written yet: [^\\s\"]+")
                    .matcher(page(lab).text())
                    .results()
                    .map(MatchResult::group)
                    .toList();
            quoted.forEach(line -> assertTrue(holes.contains(line),
                    () -> lab.name() + " quotes '" + line + "', but there are " + holes));
            assertTrue(lab.number() > 1 || !quoted.isEmpty(), "the first page shows what is said of a hole");
        }
    }

    /** Signatures, lists and conditions go on in the next line; a comment or a text may be wider. */
    @Test
    void breaksWideLinesOfTheStarter() throws IOException {
        for (Lab lab : labs) {
            page(lab).select(".excerpt:not(.check) code[data-lang=java]")
                    .stream()
                    .flatMap(code -> code.wholeText().lines())
                    .filter(line -> line.length() > CodeBlocks.WIDEST && !line.contains("//") && !line.contains("\""))
                    .filter(line -> !line.matches(" *(\\*|/\\*).*"))
                    .filter(line -> line.substring(0, CodeBlocks.WIDEST + 1).matches(".* throws .*|.*[^ *].*, .*"))
                    .forEach(line -> fail(lab.name() + ": " + line));
        }
    }

    /** The idea of each task at every altitude, and the rules that the grader checks in a fold. */
    @Test
    void leadsToEachTaskByItsIdea() throws IOException {
        for (Lab lab : labs) {
            for (Task task : lab.tasks()) {
                Element step = page(lab).selectFirst(":has(> #" + task.page() + ")");
                if (!task.stretch()) {
                    assertEquals(List.of("zero", "junior", "middle", "senior"),
                            step.select("[data-altitude]").eachAttr("data-altitude"), task.id());
                    assertTrue(step.select("details dl dt").size() > 0, lab.name() + " folds no rules at " + task.id());
                }
            }
        }
    }

    @Test
    void showsNoSolutionThatIsNotFolded() throws IOException {
        for (Lab lab : labs) {
            Document page = page(lab);
            String folded = page.select("details.solution").eachText().toString().replaceAll("\\s+", " ");
            assertEquals(1, page.select("details.solutions").size(), lab.name());
            assertEquals(0, page.select("details.solutions[open], details.solution[open]").size());
            page.select("details.solutions").remove();
            String open = page.text().replaceAll("\\s+", " ");
            for (String line : tellingLines(lab, task -> true)) {
                assertFalse(open.contains(line), lab.name() + " gives away: " + line);
            }
            for (String line : tellingLines(lab, task -> !task.stretch())) {
                assertTrue(folded.contains(line), lab.name() + " does not tell in the end: " + line);
            }
        }
    }

    @Test
    void showsContractsOfTasksAsTheStarterHasThem() throws IOException {
        Document page = page(labs.getFirst());
        String text = page.select("main figure.excerpt").eachText().toString().replaceAll("\\s+", " ");
        String hole = "static Listener bind(ServerSocket socket, String host, int port, int backlog) throws IOException"
                + " { throw new Todo(\"bind\"); }";
        assertTrue(text.contains(hole), text);
        Element contract = page.selectFirst("#bind ~ .given .contract, .task--bind .contract");
        assertTrue(contract.text().startsWith("Binds a socket and listens on host and on no other address."),
                contract::text);
        assertEquals("host", contract.select("p code").first().text());
        assertEquals("socket: an unbound socket (Sockets.open); closed if it cannot be bound",
                contract.select("li").first().text());
    }

    @Test
    void contractsShowNothingOfTheCommentsSyntax() throws IOException {
        for (Lab lab : labs) {
            Document page = page(lab);
            for (Element text : page.select("main .contract")) {
                assertFalse(SYNTAX.matcher(text.text()).find(), () -> lab.name() + ": " + text.text());
                assertEquals(List.of(), text.select("p").stream().filter(each -> !each.hasText()).toList());
            }
        }
        Elements lists = page(labs.stream().filter(lab -> lab.number() == 9).findFirst().orElseThrow())
                .select("main .contract ul li");
        assertTrue(
                lists.eachText().stream().anyMatch(item -> item.startsWith("hit if the value came from an entry")),
                lists::toString);
    }

    /**
     * What a page shows of a check is what the grader runs: the sentence of the compiled one, and a body that stands in
     * its source.
     */
    @Test
    void showsChecksAsTheGraderRunsThem() throws IOException {
        int shown = 0;
        for (Lab lab : labs) {
            for (Element figure : page(lab).select("main figure.check")) {
                String file = figure.select("figcaption code").last().text();
                String code = figure.selectFirst("pre").wholeText().strip();
                String name = code.replaceFirst("(?s)^void (\\w+)\\(.*", "$1");
                Check check = CheckDefinition.of(lab)
                        .stream()
                        .filter(one -> one.method().getName().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .check();
                assertEquals(check.value(), figure.selectFirst("figcaption b").text());
                assertTrue(figure.selectFirst("figcaption").text().contains(check.points() + " point"), figure::text);
                assertEquals(check.task(), figure.selectFirst("figcaption code").text());
                String source = Files.readString(Course.here().root().resolve(file));
                assertTrue(unindented(source).contains("\n" + unindented(code) + "\n"),
                        () -> file + " does not hold\n" + code);
                shown++;
            }
        }
        assertTrue(shown >= 5, "lab 06 shows its specification: " + shown);
    }

    private static String unindented(String code) {
        return code.replaceAll("(?m)^ +", "");
    }

    private static List<String> tellingLines(Lab lab, Predicate<Task> which) throws IOException {
        List<String> lines = new ArrayList<>();
        String starter = String.join("\n", Starter.of(lab).values());
        for (Path file : lab.files()) {
            String source = Files.readString(file);
            for (TaskMethods.Method method : TaskMethods.in(file.getFileName().toString(), source).methods()) {
                if (!which.test(lab.taskCalled(method.task()))) {
                    continue;
                }
                source.substring(method.bodyStart(), method.bodyEnd())
                        .lines()
                        .map(line -> line.strip().replaceAll("\\s+", " "))
                        .filter(line -> line.length() >= TELLING && !starter.contains(line))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private static Document page(Lab lab) throws IOException {
        return Jsoup.parse(Files.readString(OUT.resolve(lab.name() + ".html")));
    }
}
