//JAVA 25+
//SOURCES ../../../grader/libraries/Commands.java
//SOURCES ../../../grader/core/console/*.java
//SOURCES ../../../grader/core/course/*.java
//SOURCES ../../../grader/core/files/*.java
//SOURCES ../../../grader/core/source/*.java
//SOURCES ../../../grader/core/starter/*.java
//SOURCES ../cells/LabClasses.java
//SOURCES ../plots/*.java
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package docs.site.jupyter;

import docs.site.cells.LabClasses;
import docs.site.plots.PlotClasses;
import grader.core.console.CommandLines;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.Jars;
import grader.core.source.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a notebook calls to use a lab's types: compiles them into `build/notebooks/`. */
@Command(name = "types", description = "Compiles a lab's types, as its page's cells use them, for a notebook.")
class types implements Callable<Integer> {

    @Parameters(paramLabel = "LAB", description = "Such as lab03; plots: without the types of a lab.")
    private String name;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new types()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Course course = Course.here();
        Optional<Lab> lab = name.equals("plots") ? Optional.empty() : Optional.of(course.lab(name));
        Path folder = course.root().resolve("build/notebooks").resolve(lab.map(Lab::name).orElse(name));
        Folders.delete(folder);
        Files.createDirectories(folder);
        PlotClasses.copy(folder);
        if (lab.isPresent()) {
            LabClasses.compile(lab.get(), folder);
            Jars.unpack(Libraries.of(lab.get()), folder);     // so that the notebook adds one folder
        }
        return 0;
    }
}
