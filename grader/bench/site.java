//JAVA 25+
//MAIN grader.bench.site
//SOURCES ../libraries/Commands.java
//SOURCES ../libraries/Pages.java
//SOURCES ../../docs/site/blocks/*.java
//SOURCES ../../docs/site/build/*.java
//SOURCES ../../docs/site/cells/*.java
//SOURCES ../../docs/site/exercises/*.java
//SOURCES ../../docs/site/labs/*.java
//SOURCES ../../docs/site/notebooks/*.java
//SOURCES ../../docs/site/page/*.java
//SOURCES ../../docs/site/plots/*.java
//SOURCES ../../docs/site/search/*.java
//SOURCES ../../docs/site/shell/*.java
//SOURCES ../core/*/*.java
//SOURCES ../clients/http/*.java
//SOURCES ../machine/os/*.java
//SOURCES Timing.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djruby.compile.mode=OFF

package grader.bench;

import docs.site.build.Report;
import docs.site.build.SiteBuilder;
import docs.site.cells.Limits;
import docs.site.cells.Session;
import grader.core.console.CommandLines;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.Folders;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long an author waits for the site, and a reader for a cell: `./jbang grader/bench/site.java`. */
@Command(name = "grader/bench/site.java", mixinStandardHelpOptions = true,
        description = "Times the site builder and the cells: minimum, median and maximum in seconds. Then the "
                + "weight of each page.")
class site implements Callable<Integer> {

    private static final int WARM_UP = 20;

    @Option(names = "--runs", paramLabel = "N",
            description = "how often, after one run that is not counted (default: ${DEFAULT-VALUE})")
    private int runs = 5;

    private final Course real = Course.here();
    private Path folder;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new site()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("inside-the-server-bench-");
        try (ShutdownHook _ = new ShutdownHook(() -> Folders.delete(folder))) {
            System.out.println(
                    Runtime.getRuntime().availableProcessors() + " processors, " + runs + " runs each; seconds");
            System.out.println("%-56s %7s %7s %7s".formatted("", "min", "median", "max"));
            time("site, as a whole process", this::wholeProcess);
            Report report = pages();
            cells();
            weights(report);
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private void time(String name, Timing.Run run) throws IOException, InterruptedException {
        run.once();
        Timing.tell("%-56s %7.3f %7.3f %7.3f", name, runs, run);
    }

    private void wholeProcess() throws IOException, InterruptedException {
        List<String> command =
                List.of(real.root().resolve("jbang").toString(), "site", "--out", folder.resolve("whole").toString());
        Process process = new ProcessBuilder(command).directory(real.root().toFile()).redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        if (process.waitFor() != 0) {
            throw new UserError("./jbang site does not build", "run it by hand to see why");
        }
    }

    /** A builder that has built a copy of the course builds it again after one page has got a sentence more. */
    private Report pages() throws IOException, InterruptedException {
        for (String part : List.of("docs/pages", "docs/site/theme", "grader/checks", "solutions")) {
            copy(real.root().resolve(part), folder.resolve("course").resolve(part));
        }
        Course course = new Course(folder.resolve("course"));
        Path out = folder.resolve("kept");
        try (SiteBuilder builder = new SiteBuilder()) {
            Report first = builder.build(course, out);
            List<Path> bySize;
            try (var files = Files.list(course.pages())) {
                bySize = files.filter(file -> file.toString().endsWith(".adoc"))
                        .sorted(Comparator.comparing(file -> file.toFile().length()))
                        .toList();
            }
            for (Path page : List.of(bySize.getFirst(), bySize.get(bySize.size() / 2), bySize.getLast())) {
                String name =
                        "running builder, change in " + page.getFileName() + " (" + Files.size(page) / 1024 + " KB)";
                time(name, () -> change(builder, course, page, out));
            }
            time("running builder, no change", () -> builder.build(course, out));
            return first;
        }
    }

    private static void change(SiteBuilder builder, Course course, Path page, Path out) throws IOException {
        Files.writeString(page, Files.readString(page).replaceFirst("(?m)^\\[crux]\\n(--\\n)?", "$0One word more. "));
        Report report = builder.build(course, out);
        int wanted = page.toString().endsWith("-interface.adoc") ? 2 : 1;       // a lab's page shows its interface's
                                                                                // anchors
        if (!report.good() || report.fresh().size() != wanted) {
            throw new UserError("a change in " + page + " made " + report.fresh() + ", " + report.defects(),
                    "look into docs/site/page/Dependencies.java");
        }
    }

    private void cells() throws IOException, InterruptedException {
        time("first cell of a session", () -> {
            try (Session session = new Session(List.of())) {
                session.run("first", "1 + 1", Limits.DEFAULT);
            }
        });
        try (Session session = new Session(List.of())) {
            session.run("first", "int n = 1;", Limits.DEFAULT);
            for (int i = 0; i < WARM_UP; i++) {
                session.run("warm", "n + " + i, Limits.DEFAULT);
            }
            time("a later cell", () -> session.run("later", "n + 1", Limits.DEFAULT));
        }
    }

    private void weights(Report report) throws IOException {
        System.out.println("\nKB without pictures");
        for (String page : report.pages()) {
            String html = Files.readString(folder.resolve("kept").resolve(page)).replaceAll("(?s)<svg.*?</svg>", "");
            System.out.println(String.format(Locale.ROOT, "%6.1f  %s",
                    html.getBytes(StandardCharsets.UTF_8).length / 1024.0, page));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path there = to.resolve(from.relativize(path).toString());
                Files.createDirectories(there.getParent());
                if (Files.isRegularFile(path)) {
                    Files.copy(path, there);
                }
            }
        }
    }
}
