import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * An open file, and what it was when it was opened.
 *
 * <p>A path is only a name: a deployment that renames gives it to another file at any time, also while a response waits
 * for its client. What a response says about a file and the bytes that it sends have to come from the same one.
 *
 * @param path its real path
 */
record OpenFile(Path path, FileChannel channel, BasicFileAttributes attributes) {

    private static final int MAX_TRIES = 100;

    /**
     * Opens a file, and returns it with its attributes: those of the open file, even if another file takes its path
     * meanwhile. If that keeps happening, gives up after {@link #MAX_TRIES} tries. Everything is looked up in the
     * file's {@link OpenFolder}, so a link that replaces a part of the path cannot lead out of `root`.
     *
     * @param file a real path below `root`
     * @throws IOException if it cannot be opened, is no longer a file, or keeps changing; nothing is open then
     */
    // task files
    static OpenFile of(Path root, Path file) throws IOException {
        throw new Todo("files");
    }

    /** @throws NoSuchFileException if there is no file of that name: opening a pipe, for example, would wait */
    private static BasicFileAttributes attributes(OpenFolder folder, Path file) throws IOException {
        BasicFileAttributes attributes = folder.attributes(file.getFileName());
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(file.toString());
        }
        return attributes;
    }

    /** Returns what differs if two files, or two states of one, had the same path. */
    private static String state(BasicFileAttributes attributes) {
        return attributes.fileKey() + " " + attributes.creationTime() + " "
                + attributes.lastModifiedTime() + " " + attributes.size();
    }

    /**
     * Returns whether the file has not changed for a second. Until then it may change again, and still have the same
     * time and length (RFC 9110 §8.8.2.2).
     */
    boolean isSettled() {
        return attributes.lastModifiedTime().toMillis() < System.currentTimeMillis() - 1000;
    }

    /** Closes the file. A failure to do so is printed: nothing else can be done about it. */
    void close() {
        try {
            channel.close();
        } catch (IOException notClosed) {
            Faults.report(notClosed);        // Nothing was written to it, so nothing is lost.
        }
    }
}
