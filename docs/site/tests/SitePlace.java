package docs.site.tests;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** Where a site is read: opened as files, or from a server that keeps it below a path of its own. */
record SitePlace(String address, Runnable closing) implements AutoCloseable {

    enum Kind { FILES, SERVER }

    /** For tests of what hardly differs: as files; with `verify --all` both. */
    static List<Kind> usual() {
        return Boolean.getBoolean("verify.all") ? List.of(Kind.values()) : List.of(Kind.FILES);
    }

    static SitePlace of(Kind kind, Path folder) {
        return kind == Kind.FILES ? new SitePlace(folder.toUri().toString(), () -> {}) : served(folder);
    }

    private static SitePlace served(Path folder) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/some/sub/path/", SimpleFileServer.createFileHandler(folder.toAbsolutePath()));
            server.start();
            return new SitePlace("http://127.0.0.1:" + server.getAddress().getPort() + "/some/sub/path/",
                    () -> server.stop(0));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
