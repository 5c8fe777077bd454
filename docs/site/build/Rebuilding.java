package docs.site.build;

import grader.core.console.Terminal;
import grader.core.console.UserError;
import grader.core.filewatch.Save;
import grader.core.filewatch.Watcher;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** `site --watch`: builds after each save, until Ctrl+C. A build that changes nothing is not told. */
public final class Rebuilding {

    private static final int NAMES = 3;

    /** What changes with every page. */
    private static final Pattern OF_COURSE = Pattern.compile(".*\\.ipynb|search-index\\.js");

    private final SiteBuilder builder;
    private final Supplier<Report> build;
    private final PrintWriter out;
    private final PrintWriter err;
    private List<?> told;

    /** @param first what was built and told already */
    public Rebuilding(SiteBuilder builder, Supplier<Report> build, Report first, PrintWriter out, PrintWriter err) {
        this.builder = builder;
        this.build = build;
        this.out = out;
        this.err = err;
        this.told = first.defects();
    }

    public void run() throws InterruptedException {
        BlockingQueue<Save> saves = new LinkedBlockingQueue<>();
        try (Watcher _ = new Watcher(builder::folders, Rebuilding::counts, saves::add)) {
            saves.add(new Save.Done(true));      // for what changed before the watcher looked
            while (true) {
                switch (saves.take()) {
                    case Save.Done done when done.changed() -> again();
                    case Save.Failed failed -> throw new IllegalStateException(failed.why());
                    case Save.Begun _,Save.Done _ -> {}
                }
            }
        }
    }

    /** What editors put beside a file begins with a dot or a #, or ends with a ~. */
    private static boolean counts(String file) {
        return file.matches("[^.#].*(?<!~)");
    }

    /** A build that fails is reported and not the end: the next save may fix it. */
    private void again() {
        long start = System.nanoTime();
        try {
            tell(start, build.get());
        } catch (UserError problem) {
            List<String> words = List.of(problem.getMessage(), problem.remedy());
            if (!words.equals(told)) {
                err.println(problem.getMessage() + "\n  " + problem.remedy());
            }
            told = words;
        }
    }

    private void tell(long start, Report report) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (!report.good()) {
            if (!report.defects().equals(told)) {
                report.tell(out, err, Terminal.isColorful());
            }
        } else if (!report.written().isEmpty() || !told.isEmpty()) {
            out.println("built " + names(report) + " in " + millis + " ms");
        }
        told = report.defects();
    }

    private static String names(Report report) {
        Set<String> names = new LinkedHashSet<>(report.fresh());
        report.written().stream().filter(name -> !OF_COURSE.matcher(name).matches()).forEach(names::add);
        List<String> all = new ArrayList<>(names);
        return all.isEmpty() ? "nothing" : all.size() <= NAMES ? String.join(", ", all) : all.size() + " files";
    }
}
