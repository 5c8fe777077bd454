import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Serves the files below a folder, and no others, whatever a client writes into the path, and whatever links are in the
 * folder. Page: docs/pages/lab09.adoc.
 *
 * @param root a real path: absolute, and without links
 * @param maxAge how long clients may use a file without asking again, in milliseconds
 */
record StaticFiles(Path root, int maxAge) implements Handler {

    private static final String INDEX = "index.html";

    /** Handles `GET /files/*path`. A folder's path ends in a slash, so that the links in its {@link #INDEX} work. */
    @Override
    public Response handle(Request request) throws IOException {
        Path file = find(request.pathSegments("path"));
        if (Files.isDirectory(file)) {
            return redirect(request.head().target());
        }
        try {
            return response(OpenFile.of(root, file));
        } catch (NoSuchFileException | AccessDeniedException gone) {
            throw notFound();
        }
    }

    /**
     * Returns a 308 to the same path with a slash at its end. `Location` is relative to the request: a whole path as
     * received might begin with two slashes, and so name another host.
     */
    private static Response redirect(RequestTarget target) {
        String name = target.path().substring(target.path().lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            throw notFound();       // The path has its slash: the index of this folder is itself a folder.
        }
        return Response.empty(308)
                .with("Location", "./" + name + "/" + (target.query() == null ? "" : "?" + target.query()));
    }

    /**
     * Returns the real path of a file or folder: absolute, and without links. It is `root` or below it, and can be
     * read. It is not a device, a pipe or a socket.
     *
     * @param segments of the path below `root`; none is `.` or `..` or has a slash in it. If the last one is empty, the
     *        file is {@link #INDEX} in that folder. No other segment may be empty.
     * @throws HttpException 404 if there is no such file. A file outside `root` gets the same response as a file that
     *         does not exist
     */
    // task files
    private Path find(List<String> segments) {
        try {
            Path path = root;
            for (int i = 0; i < segments.size(); i++) {
                boolean last = i == segments.size() - 1;
                String name = segments.get(i).isEmpty() && last ? INDEX : segments.get(i);
                if (name.isEmpty()) {
                    throw notFound();
                }
                path = path.resolve(name);
            }
            Path real = path.toRealPath();
            boolean file = Files.isRegularFile(real) || Files.isDirectory(real);
            if (file && real.startsWith(root) && Files.isReadable(real)) {
                return real;
            }
        } catch (IOException | InvalidPathException noFile) {
            // There is no such file, or no file can have such a name.
        }
        throw notFound();
    }

    private static HttpException notFound() {
        return new HttpException(404, "there is no such file");
    }

    /**
     * Returns a 200 with the content of an open file ({@link FileSource}), its type ({@link ContentTypes#of}), and the
     * fields `Last-Modified` (RFC 9110 §8.8.2, {@link SystemClock#format}), `ETag` ({@link #tag}), `Accept-Ranges:
     * bytes` (§14.3), and `Cache-Control` ({@link #cacheControl}). A date in the future is replaced with the present
     * (§8.8.2.1).
     */
    // task files
    private Response response(OpenFile file) {
        BasicFileAttributes attributes = file.attributes();
        long modified = attributes.lastModifiedTime().to(TimeUnit.SECONDS);
        long now = System.currentTimeMillis() / 1000;
        return Response.of(200, ContentTypes.of(file.path()), new FileSource(file, 0, attributes.size()))
                .with("Last-Modified", SystemClock.format(Math.min(modified, now)))
                .with("ETag", tag(attributes).toString())
                .with("Accept-Ranges", "bytes")
                .with("Cache-Control", cacheControl());
    }

    /**
     * Returns a strong tag without reading the file. A file that is changed gets another size or time. A file that
     * takes its place may have both, and even its number, but was created at another time.
     */
    private static EntityTag tag(BasicFileAttributes attributes) {
        return EntityTag.strong(hex(attributes.lastModifiedTime()) + "-" + Long.toHexString(attributes.size()) + "-"
                + hex(attributes.creationTime()) + "-"
                + (attributes.fileKey() == null ? 0 : Integer.toHexString(attributes.fileKey().hashCode())));
    }

    private static String hex(FileTime time) {
        return Long.toHexString(time.to(TimeUnit.NANOSECONDS));
    }

    private String cacheControl() {
        return maxAge == 0 ? "no-cache" : "max-age=" + TimeUnit.MILLISECONDS.toSeconds(maxAge);
    }
}
