package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.page.Altitude;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A lab's page is a walk, not a book: few words before the first method to write, and few altogether, for a reader at
 * any one altitude. Words in folds count half. Code, contracts, captions, the steps of pictures and explorables do not
 * count. Stretch tasks are not on the way: their sections are counted apart.
 */
class SiteWordCountTest {

    private static final int MOST_OPEN = 6_000;
    private static final int MOST_OF_STRETCH = 150;
    /** They come after the last task, so they may be in its section. */
    private static final String SOLUTIONS = "details.solution";
    /** Labs whose first task needs more to begin with. */
    private static final Set<String> LONG_APPROACH = Set.of("lab02", "lab03", "lab05", "lab07");

    private static final Path OUT = RealSite.folder();

    @BeforeAll
    static void build() {
        assertEquals(List.of(), RealSite.report().defects());
    }

    static Stream<String> walks() {
        return Course.here()
                .all()
                .stream()
                .map(Lab::name);
    }

    @ParameterizedTest
    @MethodSource("walks")
    void beginsSoon(String lab) throws IOException {
        int most = LONG_APPROACH.contains(lab) ? 500 : 350;
        for (Altitude altitude : Altitude.values()) {
            Words words = Words.of(page(lab, altitude), true);
            assertTrue(words.weighed() <= most,
                    () -> "%s at %s has %s before its first stub; at most %s".formatted(lab, altitude, words, most));
        }
    }

    @ParameterizedTest
    @MethodSource("walks")
    void isShort(String lab) throws IOException {
        int most = lab.equals("lab07") ? 4_500 : 3_500;
        for (Altitude altitude : Altitude.values()) {
            Words words = Words.of(page(lab, altitude), false);
            assertTrue(words.weighed() <= most && words.open() + words.folded() <= MOST_OPEN,
                    () -> "%s at %s has %s; at most %s, where folds count half, and %s altogether".formatted(lab,
                            altitude, words, most, MOST_OPEN));
        }
    }

    @ParameterizedTest
    @MethodSource("walks")
    void stretchTasksAreShort(String lab) throws IOException {
        Element main = whole(lab, Altitude.JUNIOR);
        main.select(SOLUTIONS).remove();
        for (Task task : stretch(lab)) {
            Words words = Words.of(main.selectFirst(".task--" + task.id()), false);
            assertTrue(words.weighed() <= MOST_OF_STRETCH,
                    () -> lab + " " + task.id() + " has " + words + "; at most " + MOST_OF_STRETCH);
        }
    }

    private static List<Task> stretch(String lab) {
        return Course.here().lab(lab).tasks().stream().filter(Task::stretch).toList();
    }

    /** What a reader at this altitude can read on the page of a lab on the way to its 100 points. */
    private static Element page(String lab, Altitude altitude) throws IOException {
        Element main = whole(lab, altitude);
        for (Task task : stretch(lab)) {
            main.select(SOLUTIONS + ".solution--" + task.id()).remove();
            Element section = main.selectFirst(".task--" + task.id());
            section.select(SOLUTIONS).forEach(section::before);
            section.remove();
        }
        return main;
    }

    private static Element whole(String lab, Altitude altitude) throws IOException {
        Element main = Jsoup.parse(Files.readString(OUT.resolve(lab + ".html"))).selectFirst("main");
        main.select("[data-altitude]:not([data-altitude=" + altitude.word() + "])").remove();
        main.select(
                "pre, svg, figcaption, .title, .contract, .label, .card, .task-line, .altitude-mark, .stepped > ol, "
                        + ".anchor, nav, .notebook, .run, .recording, .explored")
                .remove();
        return main;
    }

    /** @param folded in folds that are closed at first */
    private record Words(int open, int folded) {

        static Words of(Element main, boolean untilStub) {
            int open = 0;
            int folded = 0;
            for (Node node : main.nodeStream().toList()) {
                if (untilStub && node instanceof Element stub && stub.hasClass("excerpt")) {
                    break;
                }
                if (node instanceof TextNode text && !text.isBlank()) {
                    int words = text.text().strip().split("\\s+").length;
                    boolean isFolded = text.parent() instanceof Element parent && parent.closest("details") != null;
                    open += isFolded ? 0 : words;
                    folded += isFolded ? words : 0;
                }
            }
            return new Words(open, folded);
        }

        int weighed() {
            return open + folded / 2;
        }

        @Override
        public String toString() {
            return open + " words of prose and " + folded + " in folds";
        }
    }
}
