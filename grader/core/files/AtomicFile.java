package grader.core.files;

import grader.core.console.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Writes files whole or not at all: a temporary file beside the target, then a move. A full disk never costs the old
 * text.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path file) throws IOException;
    }

    /**
     * Makes `text`, in UTF-8, the content of `file`, and its parent folders where they are missing. Links to files and
     * modes stay.
     *
     * @throws UserError naming the file where that cannot be done; it is as before then
     */
    public static void write(Path file, String text) {
        write(file, temporary -> Files.write(temporary, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The same with what `content` writes into a temporary file.
     *
     * @throws UserError naming the file where that cannot be done; it is as before then
     */
    public static void write(Path file, Content content) {
        try (AtomicFiles files = new AtomicFiles()) {
            files.add(file, content);
            files.commit();
        }
    }

    /**
     * A file beside `file` that is not there yet. No other process can have it open, as none can guess its name: so it
     * holds what was written and nothing else when it is moved.
     */
    static Path beside(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        return folder.resolve("." + file.getFileName() + "." + Unguessable.text() + ".new");
    }

    /** An error in the words of a user. */
    static UserError problem(Path file, IOException error) {
        return switch (error) {
            case FileAlreadyExistsException inTheWay -> new UserError(
                    "writing " + PathText.shown(file) + " failed: " + inTheWay.getFile() + " is a file, no folder",
                    "move it away");
            case AccessDeniedException denied ->
                UserError.of(new AccessDeniedException(String.valueOf(file.toAbsolutePath().getParent())),
                        "writing " + PathText.shown(file));
            default -> UserError.of(error, "writing " + PathText.shown(file));
        };
    }

    /** What a link to a file leads to, as the link itself would be replaced; else the file. */
    static Path target(Path file) throws IOException {
        return Files.isSymbolicLink(file) && Files.isRegularFile(file) ? file.toRealPath() : file;
    }

    /** A script can still be started, and what only its owner may read stays so. */
    static void keepMode(Path old, Path fresh) throws IOException {
        PosixFileAttributeView mode = Files.getFileAttributeView(old, PosixFileAttributeView.class);
        if (mode == null || !Files.isRegularFile(old)) {
            return;
        }
        Set<PosixFilePermission> permissions = mode.readAttributes().permissions();
        if (!permissions.equals(Files.getPosixFilePermissions(fresh))) {
            Files.setPosixFilePermissions(fresh, permissions);
        }
    }

    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void remove(Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException left) {
            // The first error is the one to tell.
        }
    }
}
