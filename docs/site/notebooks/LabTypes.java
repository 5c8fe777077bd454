package docs.site.notebooks;

import docs.site.cells.Cell;
import grader.core.course.Lab;
import grader.core.source.Jars;
import grader.core.source.Libraries;
import grader.core.starter.Starter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The cells that bring a lab's own types into a kernel: from the checkout around the notebook, so that none is told.
 */
public final class LabTypes {

    private final Lab lab;
    private Predicate<String> used;     // null until it is asked for

    public LabTypes(Lab lab) {
        this.lab = lab;
    }

    Lab lab() {
        return lab;
    }

    /** Whether cells name a type of the lab, or of one before it, or a package of its libraries. */
    synchronized boolean areUsed(List<Cell> cells) {
        if (used == null) {
            String names = String.join("|", Starter.referenceUpTo(lab).keySet()).replace(".java", "");
            Pattern type = Pattern.compile("\\bnew (?:" + names + ")\\b|\\b(?:" + names + ")\\.[a-z]");
            Set<String> packages = Jars.packages(Libraries.of(lab));
            used = code -> type.matcher(code).find() || packages.stream().anyMatch(name -> code.contains(name + "."));
        }
        return cells.stream().map(Cell::code).anyMatch(used);
    }

    static String words(Optional<Lab> lab) {
        String used =
                lab.map(one -> String.format(Locale.ROOT,
                        "types of lab %02d%s, as the course has them, and perhaps plots", one.number(),
                        one.data().libraries().isEmpty() ? "" : " or of its libraries")).orElse("plots");
        return """
                Cells below use %s. They come from the checkout of the course: open this \
                notebook from a folder inside it, such as `build/site/`. The next cell compiles them into `build/notebooks/`, \
                without showing them. Without a checkout skip these cells; what needs them then fails, all else works."""
                .formatted(used);
    }

    /** Finds the checkout and has it compile the types. */
    static String compiling(Optional<Lab> lab) {
        return """
                Path checkout = Path.of("").toAbsolutePath();
                while (checkout != null && !Files.exists(checkout.resolve("jbang-catalog.json"))) {
                    checkout = checkout.getParent();
                }
                if (checkout == null) {
                    throw new IllegalStateException("no checkout of the course around " + Path.of("").toAbsolutePath()
                            + ": put this notebook into one, such as into its build/site/");
                }
                Path types = checkout.resolve("build/notebooks/%1$s");
                Process compiling = new ProcessBuilder("./jbang", "docs/site/jupyter/types.java", "%1$s")
                        .directory(checkout.toFile()).redirectErrorStream(true).start();
                String said = new String(compiling.getInputStream().readAllBytes());
                IO.println(compiling.waitFor() == 0 ? "the types of %1$s are ready" : said);"""
                .formatted(lab.map(Lab::name).orElse("plots"));
    }

    /** Has the kernel show a plot as a picture. */
    static final String DRAWING = """
            import docs.site.plots.*;
            Plot.drawnBy(plot -> display("text/html", PlotSvg.image(plot)));""";

    /** Kernels have a word of their own for it, which stands alone in its cell. */
    static final String ADDING = "%classpath \\{types}";
}
