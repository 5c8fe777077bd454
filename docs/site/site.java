//JAVA 25+
//SOURCES *.java
//SOURCES cells/*.java
//SOURCES notebooks/*.java
//SOURCES ../../grader/lab/*.java
//SOURCES ../../grader/libraries/Commands.java
//SOURCES ../../grader/libraries/Pages.java
//CDS
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djruby.compile.mode=OFF
//RUNTIME_OPTIONS -Xlog:disable -XX:+DisplayVMOutputToStderr

package docs.site;

import docs.site.cells.Recorder;
import grader.lab.CommandLines;
import grader.lab.Course;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `jbang site`: builds docs/pages into static files, or names every defect of the pages. */
@Command(name = "site",
        description = "Builds the pages of the course into static files.", usageHelpAutoWidth = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the site was built, or the cells recorded",
            "1:the pages have defects, nothing was written; or a cell did not end as it is to end",
            "2:it could not be done, or was called wrongly"})
public class site implements Callable<Integer> {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--out", paramLabel = "DIR", description = "Write to DIR instead of build/site/ of the checkout.")
    private Path out;

    @Option(names = "--record", paramLabel = "PAGE", arity = "0..1", fallbackValue = "",
            description = "Run the cells of pages where one has changed, or of PAGE, such as lab03, and keep what they print.")
    private Optional<String> record = Optional.empty();

    @Spec
    private CommandSpec spec;

    private final Path start;

    /** @param start in the checkout */
    public site(Path start) {
        this.start = start;
    }

    public static void main(String[] args) {
        System.exit(CommandLines.of(new site(Path.of(""))).execute(args));
    }

    @Override
    public Integer call() {
        Course course = Course.around(start);
        if (record.isPresent()) {
            return record(course, record.filter(page -> !page.isEmpty()));
        }
        Path folder = out == null ? course.root().resolve("build/site") : out.toAbsolutePath().normalize();
        Report report;
        try (Progress progress = Progress.onTerminal(); SiteBuilder builder = new SiteBuilder()) {
            report = builder.build(course, folder, progress);
        }
        return report.tell(spec.commandLine().getOut(), spec.commandLine().getErr(), Terminal.colours());
    }

    private int record(Course course, Optional<String> page) {
        try (Progress progress = Progress.onTerminal()) {
            Recorder recorder = new Recorder(course, spec.commandLine().getOut(), cell -> progress.at("cell " + cell.place()));
            return recorder.record(page) ? 0 : 1;
        }
    }
}
