package grader.grading.server;

import grader.clients.http.Transcript;
import grader.core.console.UserError;
import grader.core.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Files and folders that a check writes for its servers to read. They end with the check. */
public final class TextFiles implements AutoCloseable {

    private final Path folder;
    private final Transcript transcript;
    private final List<Path> written = new CopyOnWriteArrayList<>();

    /** @param folder where they are put */
    public TextFiles(Path folder, Transcript transcript) {
        this.folder = folder;
        this.transcript = transcript;
    }

    /** The absolute path of a new file that holds `text`, in UTF-8. The transcript tells what is in it. */
    public String write(String text) {
        try {
            Path file = Files.createTempFile(folder, "file-", ".txt").toAbsolutePath();
            written.add(file);
            Files.writeString(file, text);
            transcript.wrote(file.toString(), text);
            return file.toString();
        } catch (IOException error) {
            throw UserError.of(error, "writing a file for the server");
        }
    }

    /** The real path of a new folder. @param name may be several names, separated by slashes */
    public Path folder(String name) {
        try {
            Path created = Files.createDirectories(folder.resolve(name)).toRealPath();
            written.add(created);
            return created;
        } catch (IOException error) {
            throw UserError.of(error, "creating a folder for the server");
        }
    }

    @Override
    public void close() {
        written.forEach(Folders::delete);
    }
}
