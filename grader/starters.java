//JAVA 25+
//SOURCES libraries/Commands.java
//SOURCES core/*/*.java
//COMPILE_OPTIONS -Xlint:all -Werror
//CDS
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package grader;

import grader.core.console.CommandLines;
import grader.core.course.Course;
import grader.core.files.PathText;
import grader.core.starter.StarterUpdate;
import grader.core.starter.Starters;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `jbang starters`: writes labs/, what learners edit, from solutions/. Edited files are left alone and listed. */
@Command(name = "starters",
        description = "Writes labs/ from solutions/. Files you have edited are left alone and listed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:--check found files that differ", "2:it could not be done, or was called wrongly"})
public class starters implements Callable<Integer> {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--force", description = "Replace edited files, too, after copying them to labs/.backups/.")
    private boolean force;

    @Option(names = "--check", description = "Change nothing: name the files that are not as they would be written.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    private final Path start;

    /** @param start in the checkout */
    public starters(Path start) {
        this.start = start;
    }

    public static void main(String[] args) {
        System.exit(CommandLines.of(new starters(Path.of(""))).execute(args));
    }

    @Override
    public Integer call() {
        Course course = Course.around(start);
        PrintWriter out = spec.commandLine().getOut();
        return check ? check(course, out) : write(course, out);
    }

    private int write(Course course, PrintWriter out) {
        StarterUpdate done = new Starters(course).renew(force);
        done.report().forEach(out::println);
        return 0;
    }

    private static int check(Course course, PrintWriter out) {
        List<Path> differing = new Starters(course).differing();
        differing.forEach(file -> out.println("differs: " + PathText.shown(file)));
        out.println(differing.isEmpty()
                ? "labs/ is as made from solutions/"
                : "labs/ is not as made from solutions/: ./jbang starters writes it");
        return differing.isEmpty() ? 0 : 1;
    }
}
