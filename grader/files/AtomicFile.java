package grader.files;

import grader.console.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files whole or not at all: a temporary file beside the target, then a move. A full disk never costs the old
 * text.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /**
     * Makes `text`, in UTF-8, the content of `file`, and its parent folders where they are missing.
     *
     * @throws UserError naming the file where that cannot be done; it is as before then
     */
    public static void write(Path file, String text) {
        Path temporary = null;
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            temporary = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + "-"
                    + Thread.currentThread().threadId() + ".new");
            Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
            keepExecutable(file, temporary);
            move(temporary, file);
        } catch (FileAlreadyExistsException inTheWay) {
            throw new UserError(
                    "writing " + PathText.shown(file) + " failed: " + inTheWay.getFile() + " is a file, no folder",
                    "move it away");
        } catch (AccessDeniedException denied) {
            throw UserError.of(new AccessDeniedException(String.valueOf(file.toAbsolutePath().getParent())),
                    "writing " + PathText.shown(file));
        } catch (IOException error) {
            throw UserError.of(error, "writing " + PathText.shown(file));
        } finally {
            remove(temporary);
        }
    }

    /** A script that could be started before can be started afterwards. */
    private static void keepExecutable(Path old, Path fresh) {
        if (Files.isRegularFile(old) && Files.isExecutable(old)) {
            fresh.toFile().setExecutable(true, false);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException left) {
            // The first error is the one to tell.
        }
    }
}
