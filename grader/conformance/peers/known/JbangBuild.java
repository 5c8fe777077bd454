package grader.conformance.peers.known;

import grader.core.course.Course;
import grader.machine.os.Commands;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds a script as JBang does, before it is started: a build takes longer than a server may take to start. */
public final class JbangBuild {

    private JbangBuild() {}

    /**
     * The class path of a script that is built.
     *
     * @throws Commands.Failed if it cannot be had: it cannot be compiled, or its libraries are not here and there is no
     *         network
     */
    public static String classPath(Path script) throws Commands.Failed {
        String classPath = jbang("info", "classpath", script.toString()).strip();
        // the jar's name follows from all sources
        if (!Files.exists(Path.of(classPath.split(File.pathSeparator)[0]))) {
            jbang("build", script.toString());
        }
        return classPath;
    }

    private static String jbang(String... arguments) throws Commands.Failed {
        List<String> command = new ArrayList<>(List.of(Course.here().root().resolve("jbang").toString()));
        command.addAll(List.of(arguments));
        return Commands.output(command);
    }
}
