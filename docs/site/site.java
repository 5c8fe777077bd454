//JAVA 25+
//SOURCES *.java
//SOURCES ../../grader/lab/*.java
//SOURCES ../../grader/libraries/Commands.java
//SOURCES ../../grader/libraries/Pages.java
//CDS
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djruby.compile.mode=OFF
//RUNTIME_OPTIONS -Xlog:disable -XX:+DisplayVMOutputToStderr

package docs.site;

import grader.lab.CommandLines;
import grader.lab.Course;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `jbang site`: builds docs/pages into static files, or names every defect of the pages. */
@Command(name = "site",
        description = "Builds the pages of the course into static files.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the site was built", "1:the pages have defects, nothing was written",
            "2:it could not be done, or was called wrongly"})
public class site implements Callable<Integer> {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--out", paramLabel = "DIR", description = "Write to DIR instead of build/site/ of the checkout.")
    private Path out;

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
        Path folder = out == null ? course.root().resolve("build/site") : out.toAbsolutePath().normalize();
        Report report;
        try (Progress progress = Progress.onTerminal(); SiteBuilder builder = new SiteBuilder()) {
            report = builder.build(course, folder, progress);
        }
        return report.tell(spec.commandLine().getOut(), spec.commandLine().getErr(), Terminal.colours());
    }
}
