package grader.core.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file of {@link Progress}: pretty JSON with sorted members and a version.
 *
 * <p>Reading never fails. A damaged file is moved to labs/.backups/; a file that cannot be read, or is of a newer
 * version, is left as it is, and writing is refused. {@link #warning} says so in one line.
 */
final class ProgressFile {

    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private final Course course;
    private final Path file;
    private final Path lock;
    private String warning;
    private boolean closed;

    ProgressFile(Course course) {
        this.course = course;
        this.file = course.labs().resolve(".progress.json");
        this.lock = course.labs().resolve(".progress.lock");
    }

    Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    /**
     * Runs a change while no other process runs one. The lock is on a file of its own, as the other is replaced, and
     * that file stays: who removed it would take it from under another's hands. Where a disk has no locks it runs, too.
     */
    void alone(Runnable change) {
        try (FileChannel channel = open(); FileLock _ = channel == null ? null : lock(channel)) {
            change.run();
        } catch (IOException atClosing) {
            // The change is made, and the lock goes with the process at the latest.
        }
    }

    private FileChannel open() {
        try {
            return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException cannotBe) {
            return null;
        }
    }

    private static FileLock lock(FileChannel channel) {
        try {
            return channel.lock();
        } catch (IOException cannotBe) {
            return null;
        }
    }

    /** What is in the file; an empty object where it is missing or of no use. */
    ObjectNode read() {
        closed = false;
        if (Files.exists(file)) {
            try {
                if (JSON.readTree(file.toFile()) instanceof ObjectNode read && isWhole(read)) {
                    if (read.path("version").asInt() <= VERSION) {
                        return read;
                    }
                    leave(PathText.shown(file) + " is of a newer version of the course");
                } else {
                    keepAside();
                }
            } catch (JsonProcessingException | CharConversionException damaged) {
                keepAside();
            } catch (IOException unreadable) {
                leave(UserError.of(unreadable, "reading " + PathText.shown(file)).getMessage());
            }
        }
        return JSON.createObjectNode().put("version", VERSION);
    }

    /** The same without touching the file. */
    ObjectNode peek() {
        try {
            if (Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode read && isWhole(read)) {
                return read;
            }
        } catch (IOException ofNoUse) {
            // as if there were none
        }
        return JSON.createObjectNode();
    }

    void write(ObjectNode root) {
        if (closed) {
            throw new UserError(warning, "fix it or move it away, so that your progress can be saved");
        }
        try {
            AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private void leave(String why) {
        warning = why;
        closed = true;
    }

    private void keepAside() {
        try {
            warning = PathText.shown(file) + " was damaged: your progress starts over, and the old file is "
                    + PathText.shown(new Backup(course).move(file));
        } catch (UserError stuck) {
            leave(PathText.shown(file) + " is damaged, and " + stuck.getMessage());
        }
    }

    private static boolean isWhole(ObjectNode read) {
        JsonNode labs = read.path("labs");
        return read.path("version").isInt() && (labs.isMissingNode() || areObjects(labs))
                && labs.valueStream().allMatch(lab -> !lab.has("tasks") || areObjects(lab.path("tasks")));
    }

    private static boolean areObjects(JsonNode node) {
        return node.isObject() && node.valueStream().allMatch(JsonNode::isObject);
    }
}
