package grader.teaching.gradebook.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.AtomicFiles;
import grader.teaching.gradebook.RecordedResults;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.writers.FeedbackFiles;
import grader.teaching.gradebook.writers.GradebookCsv;
import grader.teaching.gradebook.writers.GradebookDatabase;
import grader.teaching.gradebook.writers.GradebookPage;
import grader.teaching.gradebook.writers.SqliteDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a gradebook, and what learners read: names and transcripts are any text. */
class GradebookFilesTest {

    private static final List<String> NAMES = List.of("=HYPERLINK(\"http://x\")", "<script>alert(1)</script>",
            "O'Brien, \"Bob\"", "a\nb", "\u202egpj.exe", "  -1+1", "index", "Jos\u00e9 \ud83d\ude00", "../../up", "");
    private static final SqliteDriver SQLITE = SqliteDriver.of(Course.here());

    @TempDir
    Path folder;

    private Gradebook hostile() {
        for (int i = 0; i < NAMES.size(); i++) {
            new Sample("lab03", NAMES.get(i)).points(10 * i)
                    .transcript("</pre><img src=x onerror=alert(1)>")
                    .in(folder.resolve("results"), "r" + i);
        }
        return book();
    }

    private RecordedResults recorded() {
        return RecordedResults.read(List.of(folder.resolve("results")));
    }

    private Gradebook book() {
        return Gradebook.of(recorded(), Policy.NONE);
    }

    @Test
    void csvIsRfc4180AndHoldsNoFormula() throws IOException {
        Path csv = folder.resolve("gradebook.csv");
        GradebookCsv.write(hostile(), csv);
        String text = Files.readString(csv);
        assertTrue(text.startsWith("\"name\",\"total\",\"lab03\",\"missing\",\"remarks\"\r\n"), text);
        assertEquals(NAMES.size() + 1, text.split("\r\n").length);
        assertTrue(text.contains("\r\n\"'=HYPERLINK(\"\"http://x\"\")\",0,0,\"\",\"\"\r\n"), text);
        assertTrue(text.contains("\r\n\"'  -1+1\",50,50,\"\",\"\"\r\n"), text);
        assertTrue(text.contains("\r\n\"a\nb\",30,30,\"\",\"\"\r\n"), text);
    }

    @Test
    void aMissingScoreIsAnEmptyCell() throws IOException {
        new Sample("lab03", "ada").points(30).verdict("grader error").in(folder.resolve("results"));
        GradebookCsv.write(book(), folder.resolve("gradebook.csv"));
        assertEquals("\"ada\",\"\",\"\",\"lab03\",\"\"", Files.readAllLines(folder.resolve("gradebook.csv")).getLast());
        assertEquals("missing", Jsoup.parse(GradebookPage.of(book(), Optional.empty()))
                .select(".scores tbody td")
                .getLast()
                .text());
    }

    @Test
    void htmlEscapesAllNames() {
        Document page = Jsoup.parse(GradebookPage.of(hostile(), Optional.of("https://example.org/course")));
        assertEquals(0, page.select("script, img").size());
        assertEquals(NAMES.size(), page.select(".scores tbody tr").size());
        assertTrue(page.select(".scores tbody th").eachText().contains("<script>alert(1)</script>"));
        assertTrue(page.select(".scores tbody th").eachText().contains("\\u202egpj.exe"));
        assertTrue(page.select("svg").attr("aria-label").contains("10 to 19: 1, 20 to 29: 1"));
        assertEquals("https://example.org/course/lab03-interface.html#line-form",
                page.select(".checks a").getFirst().attr("href"));
        assertEquals("100 %, 10", page.select(".checks td").get(1).text());
    }

    @Test
    void sqliteHoldsTheSameAsTheOthers() throws Exception {
        Path file = folder.resolve("gradebook.sqlite");
        new GradebookDatabase(SQLITE).write(hostile(), file);
        assertEquals(String.valueOf(NAMES.size()), query(file, "SELECT count(*) FROM scores WHERE state = 'scored'"));
        assertEquals("10.0", query(file, "SELECT total FROM learners WHERE name LIKE '<script>%'"));
        assertEquals("30", query(file, "SELECT earned FROM attempts WHERE name = 'a\nb'"));
        assertEquals("10", query(file, "SELECT failed FROM failures WHERE check_id = 'check-9'"));
        assertEquals("ok", query(file, "PRAGMA integrity_check"));
    }

    private static String query(Path file, String sql) throws SQLException {
        try (Connection open = SQLITE.open(file);
                Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
    }

    @Test
    void aDatabaseThatIsOpenElsewhereIsTold() throws Exception {
        Path file = folder.resolve("gradebook.sqlite");
        GradebookDatabase database = new GradebookDatabase(SQLITE);
        database.checkUnlocked(file);
        database.write(hostile(), file);
        try (Connection other = SQLITE.open(file); Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            UserError error = assertThrows(UserError.class, () -> database.checkUnlocked(file));
            assertEquals(file + " is open in another program, which has locked it", error.getMessage());
        }
        database.checkUnlocked(file);
        Files.writeString(file, "This is no database, but a text that is long enough to be read as one.".repeat(20));
        assertTrue(assertThrows(UserError.class, () -> database.checkUnlocked(file)).getMessage()
                .contains("is no SQLite database that can be replaced"));
    }

    @Test
    void ifOneFileCannotBeWrittenNoneIs() throws IOException {
        Path csv = folder.resolve("out/gradebook.csv");
        Path html = folder.resolve("out/gradebook.html");
        Files.createDirectories(html.resolve("in-the-way"));
        Files.writeString(csv, "old");
        try (AtomicFiles files = new AtomicFiles()) {
            files.add(csv, temporary -> Files.writeString(temporary, "new"));
            files.add(html, temporary -> Files.writeString(temporary, "new"));
            assertEquals("writing " + html + " failed: it is a folder",
                    assertThrows(UserError.class, files::commit).getMessage());
        }
        assertEquals("old", Files.readString(csv));
        try (Stream<Path> all = Files.list(folder.resolve("out"))) {
            assertEquals(2, all.count(), "temporary files are gone");
        }
    }

    @Test
    void eachLearnerGetsAFileOfTheirOwn() throws IOException {
        hostile();
        new Sample("lab03", "a\nb").attempt(2).in(folder.resolve("results"));
        Path out = folder.resolve("feedback");
        assertEquals(NAMES.size(), FeedbackFiles.write(book(), Course.here(), out, _ -> {}));
        Document index = Jsoup.parse(Files.readString(out.resolve("index.html")));
        List<String> files = index.select("tbody a").eachAttr("href");
        assertEquals(NAMES.size(), files.stream().distinct().count());
        assertEquals(0, index.select("script").size());
        for (String file : files) {
            assertTrue(file.matches("[\\w.-]+\\.html"), file);
            Document page = Jsoup.parse(Files.readString(out.resolve(file)));
            assertEquals(0, page.select("script, img").size(), file);
            List<String> anchors = page.select("[id]").eachAttr("id");
            assertEquals(anchors.size(), anchors.stream().distinct().count(), "anchors are unique in " + file);
            page.select("a[href^=#]")
                    .forEach(link -> assertTrue(anchors.contains(link.attr("href").substring(1)),
                            link + " leads nowhere in " + file));
            assertFalse(page.text().contains("cannot be shown"), page.text());
        }
        Document two = Jsoup.parse(Files.readString(out.resolve(files.get(names().indexOf("a\nb")))));
        assertEquals(List.of("Attempt 2: 100 of 100 points", "Attempt 1: 30 of 100 points"),
                two.select("details.attempt > summary").eachText());
        assertTrue(two.text().contains("</pre><img src=x onerror=alert(1)>"), "the transcript is there, as text");
    }

    private static List<String> names() {
        return NAMES.stream().sorted().toList();
    }
}
