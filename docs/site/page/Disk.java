package docs.site.page;

import grader.core.console.UserError;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Files and folders as one build finds them. Each is looked at once. Several threads may ask. */
public final class Disk {

    private static final Object NOTHING = "nothing";

    private final Map<Path, Object> states = new ConcurrentHashMap<>();

    /** What stands at a path, to be compared: the bytes of a file, the names in a folder, or that there is nothing. */
    Object state(Path path) {
        return states.computeIfAbsent(path, Disk::look);
    }

    private static Object look(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return names(path);
            }
            return Files.exists(path) ? ByteBuffer.wrap(Files.readAllBytes(path)) : NOTHING;
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(path));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The files in a folder, but not those in folders below it; none if it does not exist. */
    public List<Path> files(Path folder) {
        return in(folder).filter(Files::isRegularFile).toList();
    }

    public List<Path> folders(Path folder) {
        return in(folder).filter(Files::isDirectory).toList();
    }

    private Stream<Path> in(Path folder) {
        return state(folder) instanceof List<?> names ? names.stream().map(name -> folder.resolve((String) name))
                : Stream.of();
    }
}
