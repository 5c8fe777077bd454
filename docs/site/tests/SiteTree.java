package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docs.site.build.Report;
import docs.site.build.SiteBuilder;
import docs.site.cells.Recorder;
import grader.core.course.Course;
import grader.core.course.Lab;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A small course in a temporary folder: the real first lab with its checks, the real theme, and the pages that a test
 * writes. All tests share one builder, since that costs seconds to make.
 */
public final class SiteTree {

    public static final SiteBuilder BUILDER = new SiteBuilder();

    private final Path root;

    public SiteTree(Path root) throws IOException {
        this.root = root;
        Path real = Course.here().root();
        copy(real.resolve("docs/site/theme"), root.resolve("docs/site/theme"));
        copy(real.resolve("docs/site/explore"), root.resolve("docs/site/explore"));
        copy(real.resolve("docs/pages/explore"), root.resolve("docs/pages/explore"));
        copy(real.resolve("solutions/01-sockets"), root.resolve("solutions/01-sockets"));
        copy(real.resolve("grader/checks/lab01"), root.resolve("grader/checks/lab01"));
        copy(real.resolve("docs/pages/pictures"), root.resolve("docs/pages/pictures"));
        page("index", good("Index", "Text."));
        page("lab01", good("Lab", tasks(new Course(root).lab("lab01"))));
        page("lab01-interface", good("Interface", "Text."));
    }

    private static String tasks(Lab lab) {
        return lab.tasks()
                .stream()
                .map(task -> "[#" + task.page() + ",task=" + task.id() + "]\n== " + task.title() + "\n\nText.\n")
                .collect(Collectors.joining("\n"));
    }

    /** A page without a defect, around `text`. */
    public static String good(String title, String text) {
        return """
                = %s
                :description: A page for a test.

                [crux]
                Remember this.

                %s

                [recap]
                This was it.
                """.formatted(title, text);
    }

    public SiteTree page(String name, String text) throws IOException {
        Files.writeString(root.resolve("docs/pages/" + name + ".adoc"), text);
        return this;
    }

    public SiteTree file(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
        return this;
    }

    SiteTree without(String page) throws IOException {
        Files.delete(root.resolve("docs/pages/" + page + ".adoc"));
        return this;
    }

    /** Records the cells of a course, and builds its site, which must have no defect. */
    public static void record(Course course) {
        StringWriter told = new StringWriter();
        new Recorder(course, new PrintWriter(told, true), cell -> {}).record(Optional.empty());
        Report report = BUILDER.build(course, course.root().resolve("build/site"));
        assertEquals("", report.defects().stream().map(Object::toString).collect(Collectors.joining("\n")),
                told::toString);
    }

    public Report build() {
        return build(BUILDER);
    }

    public Report build(SiteBuilder builder) {
        return builder.build(new Course(root), out());
    }

    public Path out() {
        return root.resolve("build/site");
    }

    String html(String page) throws IOException {
        return Files.readString(out().resolve(page + ".html"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.copy(file, to.resolve(file.getFileName().toString()));
                } catch (IOException error) {
                    throw new UncheckedIOException(error);
                }
            });
        }
    }
}
