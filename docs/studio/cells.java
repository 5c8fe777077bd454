//JAVA 25+
//SOURCES ../../grader/libraries/Commands.java
//SOURCES ../../grader/libraries/Pages.java
//SOURCES ../site/cells/*.java
//SOURCES ../site/page/*.java
//SOURCES ../site/plots/*.java
//SOURCES ../../grader/core/*/*.java
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package docs.studio;

import docs.site.cells.Cell;
import docs.site.cells.InteractiveShell;
import docs.site.cells.PageCells;
import docs.site.cells.PageClasses;
import grader.core.console.CommandLines;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `jbang cells lab05 --upto whole`: a JShell in which the cells of a page have run. */
@Command(name = "cells",
        description = "Opens a JShell in which the cells of a page have run, with the reference's classes of its lab, "
                + "not with yours.",
        usageHelpAutoWidth = true,
        footer = {"", "In it, /list shows the code, /edit NAME changes a piece of it, and /exit ends it."})
public class cells implements Callable<Integer> {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Parameters(paramLabel = "PAGE", description = "The page whose cells run, such as lab05 or seven-stops.")
    private String page;

    @Option(names = "--upto", paramLabel = "CELL",
            description = "The last cell that runs. Without it: all cells of the page.")
    private String last;

    @Spec
    private CommandSpec spec;

    private final Path start;
    private final JavaShellToolBuilder tool;

    /** @param start in the checkout */
    public cells(Path start, JavaShellToolBuilder tool) {
        this.start = start;
        this.tool = tool;
    }

    public static void main(String[] args) {
        System.exit(CommandLines.of(new cells(Path.of(""), JavaShellToolBuilder.builder())).execute(args));
    }

    @Override
    public Integer call() {
        Course course = Course.around(start);
        PageCells chosen = PageCells.named(course, page);
        List<Cell> wanted = last == null ? chosen.cells() : upTo(chosen);
        PrintWriter out = spec.commandLine().getOut();
        out.println("cells of " + chosen.name() + ": " + String.join(", ", wanted.stream().map(Cell::id).toList()));
        out.flush();
        try (PageClasses classes = PageClasses.of(course, chosen)) {
            return new InteractiveShell(tool).run(wanted, classes.path());
        }
    }

    private List<Cell> upTo(PageCells chosen) {
        List<String> ids = chosen.cells().stream().map(Cell::id).toList();
        if (!ids.contains(last)) {
            throw new UserError("the page " + chosen.name() + " has no cell " + last,
                    "its cells are " + String.join(", ", ids));
        }
        return chosen.cells().subList(0, ids.indexOf(last) + 1);
    }
}
