package grader.contributing.ide;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.machine.os.Commands;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The libraries of programs, as JBang resolves their `//DEPS` lines. */
public final class ClassPath {

    private ClassPath() {}

    /**
     * The jars that JBang would compile and run these programs with, if they were one. It fetches those that are
     * missing into the local Maven repository.
     *
     * @throws UserError if JBang cannot resolve them
     */
    public static List<Path> of(Course course, List<Path> programs) {
        List<String> command = new ArrayList<>(List.of(course.root().resolve("jbang").toString(), "info", "classpath"));
        programs.stream().skip(1).forEach(program -> command.addAll(List.of("--sources", program.toString())));
        command.add(programs.getFirst().toString());
        try {
            return Stream.of(Commands.output(command).strip().split(File.pathSeparator))
                    .skip(1)                // the program's own jar
                    .map(Path::of)
                    .toList();
        } catch (Commands.Failed failed) {
            throw new UserError("JBang could not resolve the libraries of " + programs.getFirst() + ": "
                    + failed.getMessage(), "see whether there is a network, and whether the versions exist");
        }
    }
}
