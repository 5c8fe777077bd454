package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import docs.site.cells.Cell;
import docs.site.cells.Outcome;
import docs.site.cells.Outcome.Kind;
import docs.site.cells.PageCells;
import docs.site.cells.Recording;
import grader.core.course.Course;
import grader.core.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notebook in Jupyter, with the Java kernel that the course proposes: its cells come to what the page shows. */
@Tag("nightly")
class SiteNotebookRunTest {

    /** Uses the lab's own types, prints, and has characters that are not ASCII. */
    private static final String PAGE = "lab03";
    private static final String NOTEBOOK = PAGE + ".junior.ipynb";

    @TempDir
    Path temporary;

    @Test
    void comesToWhatThePageShows() throws IOException, InterruptedException {
        assumeTrue(Jupyter.command().isPresent(), "no jupyter-nbconvert here: apt-get install jupyter-nbconvert");
        Path out = RealSite.folder();
        assertEquals(List.of(), RealSite.report().defects());
        Jupyter jupyter = new Jupyter(Jupyter.command().get(), Files.createDirectory(temporary.resolve("home")));
        Path folder = Files
                .createTempDirectory(Files.createDirectories(Course.here().root().resolve("build/notebooks")), "run");
        try {
            Path notebook = Files.copy(out.resolve(NOTEBOOK), folder.resolve(NOTEBOOK));
            Map<String, String> actual = outputs(jupyter.run(notebook));
            assertTrue(actual.get("lab-types").contains("the types of " + PAGE + " are ready"),
                    actual.get("lab-types"));
            PageCells cells = PageCells.of(Course.here().pages().resolve(PAGE + ".adoc"));
            assertTrue(actual.size() > 3, "it has cells of its own beside those that bring the types");
            for (Cell cell : cells.cells()) {
                if (actual.containsKey(cell.id())
                        && cell.system().map(System.getProperty("os.name")::startsWith).orElse(true)) {
                    assertEquals(masked(cell, printed(Recording.of(cell).orElseThrow().outcome())),
                            masked(cell, actual.get(cell.id())), "the cell " + cell.id());
                }
            }
        } finally {
            Folders.delete(folder);
        }
    }

    /** What each code cell came to, as {@link #printed} has it. */
    private static Map<String, String> outputs(JsonNode notebook) {
        Map<String, String> byCell = new TreeMap<>();
        for (JsonNode cell : notebook.get("cells")) {
            StringBuilder text = new StringBuilder();
            for (JsonNode output : cell.path("outputs")) {
                text.append(switch (output.get("output_type").asText()) {
                    case "stream" -> SiteNotebookTest.text(output.get("text"));
                    case "error" -> "error: " + output.get("evalue").asText() + "\n";
                    default -> "value: " + SiteNotebookTest.text(output.get("data").elements().next()) + "\n";
                });
            }
            byCell.put(cell.get("id").asText(), text.toString());
        }
        return byCell;
    }

    /** A recording as the kernel tells it: a String without its quotes, an error by its message. */
    private static String printed(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        for (var run : outcome.runs()) {
            Kind kind = run.getFirst().kind();
            String first = run.getFirst().text();
            if (kind == Kind.ERROR) {
                text.append("error: ").append(first.substring(first.indexOf(": ") + 2)).append('\n');
            } else if (kind == Kind.VALUE) {
                text.append("value: ")
                        .append(first.startsWith("\"")
                                ? first.substring(1, first.length() - 1).translateEscapes()
                                : first)
                        .append('\n');
            } else {
                run.forEach(line -> text.append(line.text()).append('\n'));
            }
        }
        return text.toString();
    }

    private static String masked(Cell cell, String text) {
        return cell.varies().map(pattern -> pattern.matcher(text).replaceAll("…")).orElse(text);
    }
}
