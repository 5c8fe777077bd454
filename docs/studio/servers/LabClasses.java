package docs.studio.servers;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Compiler;
import grader.core.source.Jars;
import grader.core.source.Libraries;
import grader.core.source.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The classes of the labs up to one of them, compiled once, and how their servers are started.
 *
 * @param path of the classes and their libraries
 */
public record LabClasses(List<Path> path) {

    private static final List<String> OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    /**
     * Compiles the learner's parts, or the reference's.
     *
     * @param last the last of the labs, such as `lab14`
     * @param folder for the classes
     * @throws UserError if they do not compile
     */
    public static LabClasses compile(Course course, String last, boolean reference, Path folder) {
        Lab lab = course.lab(last);
        try {
            Path classes = Files.createDirectory(folder.resolve("classes"));
            Optional<Compiler.Failure> failure =
                    Compiler.compile(Parts.upTo(course, lab.number(), !reference), classes, lab);
            if (failure.isPresent()) {
                throw new UserError(failure.get().toString(), reference ? "repair the reference"
                        : "fix this first; --solution starts the reference's parts");
            }
            List<Path> path = new ArrayList<>(List.of(classes));
            path.addAll(Libraries.of(lab));
            return new LabClasses(List.copyOf(path));
        } catch (IOException error) {
            throw UserError.of(error, "compiling the labs");
        }
    }

    /** The command that runs a class. @param main a lab's name, or a class of its libraries */
    public List<String> command(String main, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", Jars.path(path), main));
        command.addAll(arguments);
        return command;
    }
}
