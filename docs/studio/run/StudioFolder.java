package docs.studio.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * `labs/.studio`: says which studio runs in this checkout, and keeps its key for the next one. The lock goes with its
 * process, however that ends; the other files hold the key, so only their owner may read them.
 */
public final class StudioFolder implements AutoCloseable {

    /** What the tabs of the last studio have; with the same, they go on. */
    record Key(String token, int port) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "key.json";
    private static final String OWNER_ONLY = "rw-------";

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

    /** The key of the last studio. Empty: there is none, it is damaged, or others could have read or written it. */
    Optional<Key> key() {
        Path file = folder.resolve(KEY);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !OWNER_ONLY.equals(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))) {
                return Optional.empty();
            }
            JsonNode kept = JSON.readTree(file.toFile());
            String token = kept.path("token").asText();
            int port = kept.path("port").asInt();
            return token.matches("[0-9a-f]{48}") && port > 0 && port <= 65_535 ? Optional.of(new Key(token, port))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException notKept) {
            return Optional.empty();
        }
    }

    /** Keeps a key, where the disk can keep it from others. */
    void keep(Key key) {
        try {
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                write(KEY, JSON.writeValueAsString(key) + "\n");
            }
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
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        }
        Files.writeString(file, text);
    }

    /** The studio ends in order: nothing of it is left but its key. */
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
