package docs.studio.process;

import grader.core.console.UserError;
import grader.core.files.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A temporary folder that is deleted with this program, even if this one is killed: a shell at the end of a pipe waits
 * for that, as in {@link BoundProcess}.
 */
public final class BoundFolder implements AutoCloseable {

    /** Programs that end meanwhile may write into the folder, or make it again: so it deletes more than once. */
    private static final String SCRIPT = """
            trap '' INT HUP TERM
            read -r closed
            tries=0
            while [ -z "$closed" ] && [ "$tries" -lt 20 ]; do
              rm -rf -- "$1"
              sleep 1
              tries=$((tries + 1))
            done
            """;

    private final Path path;
    private final Process shell;

    private BoundFolder(Path path, Process shell) {
        this.path = path;
        this.shell = shell;
    }

    /** Makes an empty folder that only this user can read. */
    public static BoundFolder make(String prefix) {
        try {
            return of(Files.createTempDirectory(prefix));
        } catch (IOException error) {
            throw UserError.of(error, "making a temporary folder");
        }
    }

    /** Binds a folder that is there. */
    public static BoundFolder of(Path folder) {
        try {
            return new BoundFolder(folder, new ProcessBuilder(BoundProcess.apart(SCRIPT, List.of(folder.toString())))
                    .directory(Path.of("/").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException error) {
            throw UserError.of(error, "starting sh");
        }
    }

    public Path path() {
        return path;
    }

    /** Deletes it. What has files in it has to have ended. */
    @Override
    public void close() {
        Folders.delete(path);
        try (OutputStream in = shell.getOutputStream()) {
            in.write("closed\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            // the shell has been ended
        }
    }
}
