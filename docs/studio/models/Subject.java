package docs.studio.models;

import docs.studio.process.BoundFolder;
import docs.studio.servers.LabClasses;
import docs.studio.servers.ServerProcess;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whose server is measured.
 *
 * @param words such as `your server of lab07`
 * @param number of its lab
 * @param folder in which each server has a folder of its own; empty: it runs where the user is
 * @param command of a server with flags
 */
record Subject(String words, int number, Optional<Path> folder,
        Function<List<String>, List<String>> command) {

    /** The learner's parts of a lab, or the reference's. @throws UserError if they do not compile */
    static Subject ofLab(Course course, int number, boolean reference, BoundFolder all) {
        String lab = course.all().get(number - 1).name();
        Path folder = subfolder(all.path(), reference ? "reference" : "own");
        LabClasses classes = LabClasses.compile(course, lab, reference, folder);
        return new Subject((reference ? "the reference's server of " : "your server of ") + lab, number,
                Optional.of(folder),
                flags -> classes.command(lab, flags));
    }

    /** A program in any language that takes the flags of a lab. */
    static Subject ofCommand(String line, int number) {
        return new Subject("the server of --command", number, Optional.empty(), flags -> {
            List<String> command = new ArrayList<>(List.of("sh", "-c", "exec " + line + " \"$@\"", "sh"));
            command.addAll(flags);
            return command;
        });
    }

    /** A server that can be started. */
    ServerProcess server(String name, List<String> flags) {
        return new ServerProcess(name, command.apply(flags), ServerProcess.LISTENS,
                folder.map(all -> subfolder(all, name)).orElse(Path.of("").toAbsolutePath()), line -> {});
    }

    private static Path subfolder(Path folder, String name) {
        try {
            return Files.createTempDirectory(folder, name + "-");
        } catch (IOException error) {
            throw UserError.of(error, "making a temporary folder");
        }
    }
}
