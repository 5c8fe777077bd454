import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files of content that does not fit into memory. No file outlives its content, however the server ends. */
final class SpillFile {

    private static final Lack NO_ROOM = new Lack("no file for the content of a request, which was turned away");

    private SpillFile() {}

    /**
     * Opens a new file in `folder`. Only this channel can reach it: it has no name any more, and is gone as soon as the
     * channel is closed. On systems where an open file cannot be deleted, its name is gone then, too.
     */
    static FileChannel open(Path folder) throws IOException {
        Path path = Files.createTempFile(folder, "content-", null);     // Readable for this user only.
        try {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException | Error failure) {
            Files.deleteIfExists(path);
            throw failure;
        }
    }

    /** Reports that a file could not be opened or written, and returns what its client gets: a 503. */
    static HttpException noRoom(IOException failure) {
        NO_ROOM.report(failure);
        return new HttpException(503, "the server has no room for the content", 1);
    }

    static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException failure) {
            Faults.report(failure);
        }
    }
}
