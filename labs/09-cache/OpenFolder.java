// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * An open folder. What is found by name in it is in it, whatever takes the place of its path meanwhile, and is no link.
 *
 * <p>That holds where Java has a {@link SecureDirectoryStream}, as on Linux. Elsewhere a path is looked up from its
 * beginning each time, right after a look for links in it.
 */
final class OpenFolder implements AutoCloseable {

    private final Path path;
    private final DirectoryStream<Path> folder;

    private OpenFolder(Path path, DirectoryStream<Path> folder) {
        this.path = path;
        this.folder = folder;
    }

    /**
     * Opens the folder that a file is in, by way of all folders from `root` to it. Each has to be readable.
     *
     * @param file a real path below `root`
     * @throws IOException if it cannot be opened, or is no longer there; nothing is open then
     */
    static OpenFolder of(Path root, Path file) throws IOException {
        Path names = root.relativize(file);
        OpenFolder folder = new OpenFolder(root, Files.newDirectoryStream(root));
        for (int i = 0; i < names.getNameCount() - 1; i++) {
            try (OpenFolder parent = folder) {
                folder = parent.folder(names.getName(i));
            }
        }
        return folder;
    }

    private OpenFolder folder(Path name) throws IOException {
        Path below = path.resolve(name).normalize();
        if (!attributes(name).isDirectory()) {
            throw new NoSuchFileException(below.toString());
        }
        return new OpenFolder(below, folder instanceof SecureDirectoryStream<Path> secure
                ? secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)
                : Files.newDirectoryStream(withoutLinks(below)));
    }

    /** Returns what is known about a file, a folder or a link. */
    BasicFileAttributes attributes(Path name) throws IOException {
        return folder instanceof SecureDirectoryStream<Path> secure
                ? secure.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes()
                : Files.readAttributes(withoutLinks(path.resolve(name)), BasicFileAttributes.class,
                        LinkOption.NOFOLLOW_LINKS);
    }

    /** Opens a file to read it. To open a pipe would wait, so look at its {@link #attributes} first. */
    FileChannel open(Path name) throws IOException {
        Set<? extends OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return folder instanceof SecureDirectoryStream<Path> secure
                ? (FileChannel) secure.newByteChannel(name, options)     // one, says Files.newByteChannel
                : FileChannel.open(withoutLinks(path.resolve(name)), options);
    }

    private static Path withoutLinks(Path path) throws IOException {
        if (!path.toRealPath().equals(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return path;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
