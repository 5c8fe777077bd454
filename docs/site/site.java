//JAVA 25+
//SOURCES ../../grader/libraries/Commands.java
//SOURCES ../../grader/libraries/Pages.java
//SOURCES blocks/*.java
//SOURCES build/*.java
//SOURCES cells/*.java
//SOURCES exercises/*.java
//SOURCES labs/*.java
//SOURCES notebooks/*.java
//SOURCES page/*.java
//SOURCES plots/*.java
//SOURCES search/*.java
//SOURCES shell/*.java
//SOURCES ../../grader/core/*/*.java
//CDS
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
//RUNTIME_OPTIONS -Xlog:disable -XX:+DisplayVMOutputToStderr

package docs.site;

import docs.site.build.Rebuilding;
import docs.site.build.Report;
import docs.site.build.Serving;
import docs.site.build.SiteBuilder;
import docs.site.cells.Recorder;
import docs.site.shell.Address;
import grader.core.console.CommandLines;
import grader.core.console.ProgressLine;
import grader.core.console.Terminal;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private Path folder;

    @Option(names = "--record", paramLabel = "PAGE", arity = "0..1", fallbackValue = "",
            description = "Run the cells of pages where one has changed, or of PAGE, such as lab03, and keep what "
                    + "they print.")
    private Optional<String> record = Optional.empty();

    @Option(names = "--url", paramLabel = "URL",
            description = "Where the site is published, such as https://example.org/course: "
                    + "adds a sitemap and tells each page its address.")
    private String url;

    @Option(names = "--repository", paramLabel = "URL",
            description = "What readers clone, such as https://example.org/course.git. In CI: of this repository.")
    private Optional<String> repository = Optional.empty();

    @Option(names = "--watch", description = "Build again after each save, what it concerns, until Ctrl+C.")
    private boolean watch;

    @Option(names = "--serve", paramLabel = "PORT", arity = "0..1", fallbackValue = "0",
            description = "Serve the site to this machine until Ctrl+C. Without PORT: on a free one.")
    private Optional<Integer> serve = Optional.empty();

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
        Path target = folder == null ? course.root().resolve("build/site") : folder.toAbsolutePath().normalize();
        Address address = url == null ? Address.UNKNOWN : Address.of(url);
        boolean stays = watch || serve.isPresent();
        System.setProperty("jruby.compile.mode", stays ? "JIT" : "OFF");    // it pays off after some builds only
        try (SiteBuilder builder = new SiteBuilder(repository())) {
            Supplier<Report> build = () -> {
                try (ProgressLine progress = ProgressLine.onTerminal(System.err).after(ProgressLine.QUIET)) {
                    return builder.build(course, target, address, progress);
                }
            };
            return stays ? stay(builder, build, target) : tell(build.get());
        }
    }

    /** As it was given, or as CI names it (GitHub Actions, GitLab CI). */
    private String repository() {
        String github = Stream.of("GITHUB_SERVER_URL", "GITHUB_REPOSITORY")
                .map(name -> System.getenv().getOrDefault(name, ""))
                .collect(Collectors.joining("/"));
        String url = repository.or(() -> Optional.ofNullable(System.getenv("CI_PROJECT_URL")))
                .orElse(github.length() > 1 ? github : "");
        if (!url.isEmpty() && !url.matches("(https?|ssh|git|file)://\\S+|[\\w.-]+@[\\w.-]+:\\S+")) {
            throw new UserError("--repository " + url + " is no address of a repository",
                    "write what `git clone` takes, such as https://example.org/course.git");
        }
        return url;
    }

    private int tell(Report report) {
        return report.tell(out(), err(), Terminal.isColorful());
    }

    /** Goes on until it is stopped from outside. */
    private int stay(SiteBuilder builder, Supplier<Report> build, Path folder) {
        Report first = build.get();
        int code = tell(first);
        if (code != 0 && !watch) {
            return code;
        }
        try (Serving server = serve.isPresent() ? new Serving(folder, serve.get()) : null) {
            if (server != null) {
                out().println("serving " + server.address());
            }
            out().println("Ctrl+C ends it");
            if (watch) {
                new Rebuilding(builder, build, first, out(), err()).run();
            } else {
                Thread.currentThread().join();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return code;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private int record(Course course, Optional<String> page) {
        try (ProgressLine progress = ProgressLine.onTerminal(System.err).after(ProgressLine.QUIET)) {
            Recorder recorder = new Recorder(course, out(), cell -> progress.say("cell " + cell.place()));
            return recorder.record(page) ? 0 : 1;
        }
    }
}
