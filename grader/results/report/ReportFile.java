package grader.results.report;

import static java.util.Map.entry;

import grader.core.console.Style;
import grader.core.console.UserError;
import grader.core.files.AtomicFile;
import grader.results.report.html.HtmlReport;
import grader.results.result.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** One `--report FORMAT=FILE`. */
public record ReportFile(Function<Result, String> writer, String file) {

    private static final Map<String, Function<Result, String>> FORMATS = new TreeMap<>(Map.ofEntries(
            entry("classroom50", Classroom50Report::of),
            entry("console", result -> ConsoleReport.of(result, Style.PLAIN)),
            entry("csv", CsvReport::of),
            entry("ctrf", CtrfReport::of),
            entry("exercism", ExercismReport::of),
            entry("github-annotations", GithubAnnotationsReport::of),
            entry("github-classroom", GithubClassroomReport::of),
            entry("github-summary", GithubSummaryReport::of),
            entry("gitlab-code-quality", GitlabCodeQualityReport::of),
            entry("gradescope", GradescopeReport::of),
            entry("html", HtmlReport::of),
            entry("json", JsonReport::of),
            entry("junit-xml", JunitXmlReport::of)));

    /** Their names, for the command line's help. */
    public static final class Names extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        public Names() {
            super(FORMATS.keySet());
        }
    }

    /** @throws UserError for a format that there is not, before anything is graded */
    public static ReportFile of(String text) {
        int equals = text.indexOf('=');
        Function<Result, String> writer = equals < 0 ? null : FORMATS.get(text.substring(0, equals));
        if (writer == null || text.length() == equals + 1) {
            throw new UserError("--report " + text + " is not FORMAT=FILE",
                    "the formats are " + String.join(", ", FORMATS.keySet()));
        }
        if (text.startsWith("classroom50=")) {
            Classroom50Report.require(System.getenv());
        }
        String file = text.substring(equals + 1);
        Path folder = Path.of(file).toAbsolutePath().getParent();
        if (!file.equals("-") && !Files.isDirectory(folder)) {
            throw new UserError("--report " + text + ": the folder " + folder + " does not exist", "make it first");
        }
        return new ReportFile(writer, file);
    }

    public boolean toStandardOutput() {
        return file.equals("-");
    }

    public void write(Result result, PrintWriter out) {
        String text = writer.apply(result);
        if (toStandardOutput()) {
            out.print(text);
            return;
        }
        Path path = Path.of(file);
        if (!Files.exists(path) || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            AtomicFile.write(path, text);
        } else {
            writeInto(path, text);
        }
    }

    /** A pipe or a terminal, such as /dev/stderr, or a link: it stays what it is. */
    private void writeInto(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException error) {
            throw UserError.of(error, "writing the report " + file);
        }
    }
}
