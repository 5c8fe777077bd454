// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with `HOST.crt` and `HOST.key` for each name. */
record CertificateFolder(Path path) {

    private static final String CERTIFICATE = ".crt";
    private static final String KEY = ".key";

    /** Returns the names, in order, and with each how its files look from outside: what looks the same is the same. */
    SortedMap<String, List<String>> names() throws IOException {
        SortedMap<String, List<String>> names = new TreeMap<>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && (name.endsWith(CERTIFICATE) || name.endsWith(KEY))) {
                    String host = name.substring(0, name.length() - KEY.length());
                    names.put(host, List.of(look(host + CERTIFICATE), look(host + KEY)));
                }
            }
        }
        return names;
    }

    private String look(String name) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path.resolve(name), BasicFileAttributes.class);
            return file.fileKey() + " " + file.size() + " " + file.lastModifiedTime();
        } catch (NoSuchFileException missing) {
            return "missing";
        }
    }

    /** @throws UsageException if the files of this name cannot be used */
    ServerCertificate read(String name) {
        return ServerCertificate.read(path.resolve(name + CERTIFICATE), path.resolve(name + KEY));
    }
}
