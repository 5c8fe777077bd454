package docs.studio.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.web.WebServer;
import grader.console.UserError;
import grader.course.Course;
import grader.files.PathText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * `labs/.studio`: says which studio runs in this checkout. The lock goes with its process, however that ends; the other
 * files hold the link, so only their owner may read them.
 */
public final class StudioFolder implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private FileChannel channel;
    private FileLock lock;

    public StudioFolder(Course course) {
        folder = course.labs().resolve(".studio");
    }

    /** Becomes the one studio of this checkout; false if there is one. Where a disk has no locks there may be two. */
    public boolean take() {
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException error) {
            throw UserError.of(error, "writing " + PathText.shown(folder));
        }
        try {
            lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException taken) {
            return false;
        } catch (IOException noLocks) {
            return true;
        }
    }

    /** The link of the studio that runs, or of a killed one; empty if there is none. */
    public Optional<String> link() {
        try {
            JsonNode running = JSON.readTree(folder.resolve("running.json").toFile());
            return Optional.ofNullable(running.path("link").textValue());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Forgets the link of a studio that was killed; tells whether there was one. */
    boolean forget() {
        try {
            return Files.deleteIfExists(folder.resolve("running.json"));
        } catch (IOException error) {
            throw UserError.of(error, "writing " + PathText.shown(folder));
        }
    }

    /** Writes the link down for the next start. */
    public void running(String link) {
        try {
            write("running.json", JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Map.of("link", link, "pid", ProcessHandle.current().pid())) + "\n");
        } catch (IOException error) {
            throw UserError.of(error, "writing " + PathText.shown(folder));
        }
    }

    /** Writes the file that leads a browser to the link. */
    public void opens(String link) {
        try {
            write("open.html", WebServer.leadingTo(link));
        } catch (IOException error) {
            throw UserError.of(error, "writing " + PathText.shown(folder));
        }
    }

    /** A file that leads to the link: a program that opens it does not show the token to others in its arguments. */
    public Path opening() {
        return folder.resolve("open.html");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    /** The studio ends in order: nothing of it is left. */
    @Override
    public void close() {
        try {
            if (lock != null) {
                Files.deleteIfExists(folder.resolve("running.json"));
                Files.deleteIfExists(opening());
                lock.release();
            }
            if (channel != null) {
                channel.close();
            }
        } catch (IOException goneAlready) {
            // the lock goes with the process
        }
    }
}
