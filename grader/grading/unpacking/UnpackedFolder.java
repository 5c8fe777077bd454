package grader.grading.unpacking;

import grader.clients.http.Bytes;
import grader.core.console.UserError;
import grader.core.files.PlatformFiles;
import grader.grading.submission.SubmissionRejected;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that one archive is unpacked into. Each entry comes here, and is checked before anything is written:
 * nothing lands outside, nothing is written over, no limit is exceeded.
 *
 * <p>What platforms leave, such as `.git` and `__MACOSX`, is not needed for grading, and is left out.
 */
final class UnpackedFolder {

    /** By this file `course skip` says that a lab's part is the reference's. */
    static final String SKIPPED = ".reference";
    private static final int BUFFER = 1 << 16;

    private final String archive;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 2_000;

    private final Path folder;
    private final UnpackLimits limits;
    private final long packed;
    private int entries;
    private long total;

    /**
     * @param archive as messages name it
     * @param packed its size in bytes; 0 if it is not known: then the ratio is not checked
     */
    UnpackedFolder(String archive, Path folder, UnpackLimits limits, long packed) {
        this.archive = archive;
        this.folder = folder;
        this.limits = limits;
        this.packed = packed;
    }

    SubmissionRejected rejected(String what, String remedy) {
        return new SubmissionRejected("stage", archive + " " + what, remedy);
    }

    /**
     * Where an entry of this name is unpacked to; empty if it is left out.
     *
     * @throws SubmissionRejected if the name leads out of the folder, or is one too many
     */
    Optional<Path> place(String name) {
        if (++entries > limits.entries()) {
            throw rejected("has more than " + limits.entries() + " entries", "hand in the lab's folder only");
        }
        String[] parts = name.replace('\\', '/').split("/");
        boolean outside = name.startsWith("/") || name.startsWith("\\") || name.matches("[A-Za-z]:.*")
                || Stream.of(parts).anyMatch(part -> part.equals(".."));
        if (outside) {
            throw rejected("has an entry that leads out of it: '" + shown(name) + "'",
                    "pack the folder again, with names relative to it");
        }
        if (parts.length > limits.depth()) {
            throw rejected("has more than " + limits.depth() + " folders within each other", "hand in the lab's "
                    + "folder only");
        }
        if (isTooLong(parts, name)) {
            throw rejected("has an entry whose name is too long: '" + shown(name) + "'",
                    "hand in the lab's folder only");
        }
        return isLeftOut(parts) ? Optional.empty() : Optional.of(resolved(parts, name));
    }

    /** For file systems: 255 bytes for a file, 4,096 for a path, in which this folder has its part. */
    private static boolean isTooLong(String[] parts, String name) {
        return bytes(name) > LONGEST_PATH || Stream.of(parts).anyMatch(part -> bytes(part) > LONGEST_NAME);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isLeftOut(String[] parts) {
        for (int i = 0; i < parts.length; i++) {
            boolean marker = i == parts.length - 1 && parts[i].equals(SKIPPED);
            if (PlatformFiles.isOne(parts[i]) && !marker) {
                return true;
            }
        }
        return false;
    }

    private Path resolved(String[] parts, String name) {
        try {
            Path path = folder;
            for (String part : parts) {
                path = path.resolve(part);
            }
            return path.normalize();
        } catch (InvalidPathException wrong) {
            if (name.indexOf('\0') >= 0) {
                throw rejected("has an entry with the name '" + shown(name) + "'", "pack the folder again");
            }
            throw new UserError("this system cannot write a file named '" + shown(name) + "'",
                    "set LC_ALL=C.UTF-8, and grade again");
        }
    }

    /** Makes the folder of an entry, and those above it. */
    void makeFolder(Path place) {
        try {
            Files.createDirectories(place);
        } catch (FileAlreadyExistsException twice) {
            throw isTwice(place);
        } catch (IOException error) {
            throw UserError.of(error, "unpacking " + archive);
        }
    }

    /**
     * Writes the file of an entry, whose bytes are counted elsewhere. What cannot be read is the archive's fault, what
     * cannot be written is not.
     */
    void write(Path place, InputStream in) throws IOException {
        makeFolder(place.getParent());
        try (OutputStream out = open(place)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int count; (count = in.read(buffer)) >= 0;) {
                size += count;
                if (size > limits.file()) {
                    throw rejected("has a file of more than " + mib(limits.file()) + ": '"
                            + shown(folder.relativize(place).toString()) + "'", "take out what is no source");
                }
                put(out, buffer, count);
            }
        }
    }

    /** Counts bytes that come out of the archive, whether they are kept or not. */
    void unpacked(long bytes) {
        total += bytes;
        if (total > limits.total()) {
            throw rejected("unpacks to more than " + mib(limits.total()), "hand in the lab's folder only");
        }
        if (packed > 0 && total > limits.freely() && total / packed > limits.ratio()) {
            throw rejected("unpacks to more than " + limits.ratio() + " times its size: a zip bomb?",
                    "hand in the lab's folder only");
        }
    }

    private OutputStream open(Path place) {
        try {
            return Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException twice) {
            throw isTwice(place);
        } catch (IOException error) {
            throw UserError.of(error, "unpacking " + archive);
        }
    }

    private void put(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException error) {
            throw UserError.of(error, "unpacking " + archive);
        }
    }

    private SubmissionRejected isTwice(Path place) {
        return rejected("has '" + shown(folder.relativize(place).toString()) + "' twice", "pack the folder again");
    }

    private static String mib(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    static String shown(String name) {
        return Bytes.printable(name.substring(0, Math.min(200, name.length()))).replace("\n", "\\n");
    }
}
