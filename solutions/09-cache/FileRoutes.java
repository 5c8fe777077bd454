import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The route of the static files: `GET /files/*path`, below the folder that `--files` names. */
final class FileRoutes {

    private FileRoutes() {}

    static Flags flags(Flags flags) {
        return flags.with("files", "none", "the folder whose files are at /files/", (text, number) -> folder(text))
                .withNumber("max-age", 0, 0, Integer.MAX_VALUE,
                        "how long clients may use a file without asking again, in milliseconds");
    }

    static List<Route> routes(Flags flags) {
        if (!flags.isOn("files")) {
            return List.of();
        }
        StaticFiles files = new StaticFiles(folder(flags.text("files")), flags.number("max-age"));
        return List.of(new Route("GET", "/files/*path", files));
    }

    /** Returns the real path of a folder: absolute, and without links. */
    private static Path folder(String text) {
        try {
            Path folder = Path.of(text).toRealPath();
            if (Files.isDirectory(folder)) {
                return folder;
            }
        } catch (IOException | InvalidPathException noFolder) {
            // reported below
        }
        throw new UsageException("--files " + text + ": give a folder that exists");
    }
}
