//JAVA 25+
//SOURCES ../../../grader/libraries/Commands.java
//SOURCES ../../../grader/console/*.java
//SOURCES ../../../grader/course/*.java
//SOURCES ../../../grader/files/*.java
//SOURCES ../../../grader/source/*.java
//SOURCES ../../../grader/starter/*.java
//SOURCES ../cells/LabClasses.java
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -XX:+DisplayVMOutputToStderr

package docs.site.jupyter;

import docs.site.cells.LabClasses;
import grader.console.CommandLines;
import grader.course.Course;
import grader.course.Lab;
import grader.files.Folders;
import grader.source.Jars;
import grader.source.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a notebook calls to use a lab's types: compiles them into `build/notebooks/`. */
@Command(name = "types", description = "Compiles a lab's types, as its page's cells use them, for a notebook.")
class types implements Callable<Integer> {

    @Parameters(paramLabel = "LAB", description = "Such as lab03.")
    private String name;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new types()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Lab lab = Course.here().lab(name);
        Path folder = lab.course().root().resolve("build/notebooks").resolve(lab.name());
        Folders.delete(folder);
        Files.createDirectories(folder);
        LabClasses.compile(lab, folder);
        Jars.unpack(Libraries.of(lab), folder);     // so that the notebook adds one folder
        return 0;
    }
}
