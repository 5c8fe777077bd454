package docs.studio.code;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.files.PathText;
import grader.core.source.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of the labs before one, compiled when their sources have changed: javac takes five times as long for
 * those sources as for a lab's own. They are in labs/.studio: those of a studio that was killed go with the next one.
 */
final class EarlierClasses implements AutoCloseable {

    /** @param folder of the classes; empty if the sources do not compile */
    private record Compiled(Map<String, String> sources, Optional<Path> folder) {

        boolean isOf(Map<String, String> others) {
            return sources.equals(others) && folder.map(Files::isDirectory).orElse(true);
        }
    }

    private final Path place;
    private final Map<String, Compiled> compiled = new HashMap<>();
    private boolean closed;

    EarlierClasses(Course course) {
        place = course.labs().resolve(".studio/classes");
        Folders.delete(place);
    }

    /** The folder of the classes; empty if these sources do not compile, or this is closed. */
    synchronized Optional<Path> of(Lab lab, Map<String, String> sources) {
        if (closed) {
            return Optional.empty();
        }
        Compiled last = compiled.get(lab.name());
        if (last == null || !last.isOf(sources)) {
            forget(lab.name());
            last = new Compiled(sources, compile(lab, sources));
            compiled.put(lab.name(), last);
        }
        return last.folder();
    }

    private Optional<Path> compile(Lab lab, Map<String, String> sources) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(place), lab.name() + "-");
            if (sources.isEmpty() || Compiler.compile(sources, folder, lab).isEmpty()) {
                return Optional.of(folder);
            }
            Folders.delete(folder);
            return Optional.empty();
        } catch (IOException error) {
            throw UserError.of(error, "making a folder in " + PathText.shown(place));
        }
    }

    private void forget(String lab) {
        Compiled old = compiled.remove(lab);
        if (old != null) {
            old.folder().ifPresent(Folders::delete);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        Folders.delete(place);
    }
}
