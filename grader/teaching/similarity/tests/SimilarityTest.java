package grader.teaching.similarity.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.commands.GradeCommand;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.starter.Starter;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `grade similarity`: a copy with other names in another order is found, an independent solution is not. */
@Tag("nightly")
class SimilarityTest {

    private static final Lab LAB = Course.here().lab("lab03");
    private static final String BAD = "O'Brien \"x\" <b id=pwn>\n\u0639\u0628\u062f \u202eevil";

    @TempDir
    Path folder;

    private void write(String name, Map<String, String> sources) throws IOException {
        Path lab = Files.createDirectories(folder.resolve("subs").resolve(name).resolve(LAB.folder()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(lab.resolve(source.getKey()), source.getValue());
        }
    }

    private Run similarity(String... more) {
        List<String> call = new ArrayList<>(List.of("similarity", folder.resolve("subs").toString(), "--lab",
                "lab03", "--out", folder.resolve("similar.html").toString()));
        call.addAll(List.of(more));
        return CourseCopy.run(new GradeCommand(Course.here().root()), call.toArray(String[]::new));
    }

    private Document page() throws IOException {
        return Jsoup.parse(Files.readString(folder.resolve("similar.html")));
    }

    /** The reference with other names, and each file's methods from the last to the first. */
    private static Map<String, String> disguised() {
        Map<String, String> sources = new HashMap<>(Starter.reference(LAB));
        sources.replaceAll((name, text) -> name.equals(LAB.script()) ? text : Disguise.of(name, text));
        return sources;
    }

    @Test
    void aDisguisedCopyIsFoundAndAnIndependentSolutionIsNot() throws IOException {
        write("reference", Starter.reference(LAB));
        write("starter", Starter.of(LAB));
        write(BAD, disguised());
        write("own", IndependentParser.sources(LAB));
        write("part", IndependentParser.reference(LAB));
        write("broken", Map.of("lab03.java", "", "Framing.java", "class Framing {"));
        Map<String, String> little = new HashMap<>(Starter.of(LAB));
        little.put("Little.java", "class Little {}");
        write("short", little);
        write("deep", Map.of("lab03.java", "", "Deep.java", "class Deep { int x = " + "1 + ".repeat(50_000) + "1; }"));
        Files.writeString(folder.resolve("subs/cut.zip"), "PK");
        Run run = similarity();
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("4 submissions compared, 5 not; the most similar are"), run.out());
        Document page = page();
        Map<String, Integer> percent = new TreeMap<>();
        for (Element row : page.select(".pairs tbody tr")) {
            percent.put(row.select("bdi").eachText().stream().sorted().collect(Collectors.joining(" + ")),
                    Integer.parseInt(row.selectFirst("td").text().replace("%", "")));
        }
        String shown = BAD.replace("\n", "\\n").replace("\u202e", "\\u202e");
        assertTrue(percent.get(shown + " + reference") > 45, percent::toString);
        assertTrue(percent.get("part + reference") > 60, percent::toString);
        assertTrue(percent.getOrDefault("own + reference", 0) < 20, percent::toString);
        assertTrue(percent.getOrDefault("own + part", 0) < 20, percent::toString);
        assertEquals(0, page.select("#pwn, script, img").size());
        Map<String, String> reasons = page.select(".table:contains(Reason) tbody tr")
                .stream()
                .collect(Collectors.toMap(row -> row.selectFirst("th").text(), row -> row.selectFirst("td").text()));
        assertEquals("every file is as in the starter", reasons.get("starter"));
        assertEquals("it cannot be parsed: Framing.java:1: reached end of file while parsing", reasons.get("broken"));
        assertEquals("what differs from the starter is too short to compare", reasons.get("short"));
        assertTrue(reasons.get("deep").startsWith("it cannot be parsed: "), reasons::toString);
        assertTrue(reasons.get("cut").contains("no whole .zip archive"), reasons::toString);
        passagesAreMarkedAndLinked(page, page.select("section")
                .stream()
                .filter(pair -> pair.select("h2 bdi").eachText().containsAll(List.of(shown, "reference")))
                .findFirst()
                .orElseThrow());
    }

    private static void passagesAreMarkedAndLinked(Document page, Element pair) {
        assertEquals(2, pair.select(".source[role=region][tabindex=0]").size());
        assertFalse(pair.select("mark").isEmpty());
        for (Element mark : pair.select("mark")) {
            Element target = pair.getElementById(mark.selectFirst("a").attr("href").substring(1));
            assertEquals("mark", target.tagName());
            assertEquals("#" + mark.id(), target.selectFirst("a").attr("href"), "and back");
            assertFalse(mark.closest(".source").equals(target.closest(".source")), "on the other side");
        }
        page.select("a").forEach(link -> assertEquals(1, page.select(link.attr("href")).size(), link.outerHtml()));
        assertTrue(pair.select(".source h4").eachText().contains("HeadParser.java"));
        assertFalse(pair.select(".source h4").eachText().contains("Ascii.java"), "a given file");
    }

    @Test
    void identicalSubmissionsAreListedAndComparedOnce() throws IOException {
        Map<String, String> windows = Starter.reference(LAB);
        windows.replaceAll((name, text) -> text.replace("\n", "\r\n"));
        write("ada", Starter.reference(LAB));
        write("bob", windows);
        write("eve", disguised());
        Run run = similarity();
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("2 are identical, such as ada and bob; the most similar others are ada and eve"),
                run.out());
        String first = Files.readString(folder.resolve("similar.html"));
        assertEquals(List.of("2 ada, bob"), page().select(".table:contains(How many) tbody tr").eachText());
        assertEquals(1, page().select(".pairs tbody tr").size());
        assertEquals(0, similarity().exitCode());
        assertEquals(first, Files.readString(folder.resolve("similar.html")), "the second time");
    }

    @Test
    void attemptsOfOneLearnerAreNotCompared() throws IOException {
        write("ada-1", Starter.reference(LAB));
        write("ada-2", Starter.reference(LAB));
        Run run = similarity("--names", "{name}-{attempt}");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(page().text().contains("No two submissions have a passage in common."), page().text());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --pairs 0        | --pairs 0 is less than 1; leave it out
            --out FOLDER     | is a folder; name a file, such as similar.html
            --names {x}      | there is no placeholder {x}
            """)
    void aWrongCallIsOneLineAndExitCode2(String more, String message) throws IOException {
        write("ada", Starter.reference(LAB));
        List<String> call = new ArrayList<>(
                List.of("similarity", folder.resolve("subs").toString(), "--lab", "lab03"));
        if (!more.contains("--out")) {
            call.addAll(List.of("--out", folder.resolve("x.html").toString()));
        }
        call.addAll(List.of(more.replace("FOLDER", folder.toString()).split(" ")));
        Run run = CourseCopy.run(new GradeCommand(Course.here().root()), call.toArray(String[]::new));
        assertEquals(2, run.exitCode(), run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }
}
