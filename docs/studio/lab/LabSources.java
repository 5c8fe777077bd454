package docs.studio.lab;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import grader.core.source.Syntax;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of Java and SQL in a learner's folder of a lab. */
public final class LabSources {

    private LabSources() {}

    /** All of them, sorted; none if there is no folder. */
    public static List<Path> of(Lab lab) {
        if (!Files.isDirectory(lab.own())) {
            return List.of();
        }
        try (var files = Files.list(lab.own())) {
            return files
                    .filter(file -> PlatformFiles.isSource(file.getFileName().toString()) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + lab.own());
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException error) {
            throw new UserError(PathText.shown(file) + " is not UTF-8", "let your editor save it as UTF-8");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /** The first error that makes a Java file no Java, as `FILE:LINE does not parse: why`. */
    public static Optional<String> syntaxError(Path file, String source) {
        String name = file.getFileName().toString();
        return (PlatformFiles.isSections(name) ? Optional.<String>empty() : Syntax.firstError(name, source))
                .map(error -> PathText.shown(file) + ":"
                        + error.lines().findFirst().orElse("").replaceFirst(":", " does not parse:"));
    }
}
