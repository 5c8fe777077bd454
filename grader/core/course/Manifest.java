package grader.core.course;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import grader.core.console.UserError;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import grader.core.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the course wrote last below labs/: a line `SHA-256 PATH` a file, as `sha256sum` writes it, sorted by path.
 *
 * <p>A file with another fingerprint was edited. Line ends do not count: an editor or git may change them. A line that
 * cannot be read is as good as none: its file then counts as edited, and is left alone.
 */
public final class Manifest {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\d\\d-[a-z-]+/[^/\\\\]+)");

    private final Path file;
    private final Map<String, String> fingerprints = new TreeMap<>();

    private Manifest(Path file) {
        this.file = file;
    }

    public static Manifest read(Path file) {
        Manifest manifest = new Manifest(file);
        if (Files.exists(file)) {
            for (String line : text(file).lines().toList()) {
                Matcher entry = LINE.matcher(line);
                if (entry.matches()) {
                    manifest.fingerprints.put(entry.group(2), entry.group(1));
                }
            }
        }
        return manifest;
    }

    /** Path to fingerprint; the paths are below labs/, with `/`. */
    public Map<String, String> fingerprints() {
        return fingerprints;
    }

    public void write() {
        StringBuilder lines = new StringBuilder();
        fingerprints.forEach((path, fingerprint) -> lines.append(fingerprint).append("  ").append(path).append('\n'));
        if (!Files.exists(file) || !text(file).contentEquals(lines)) {
            AtomicFile.write(file, lines.toString());
        }
    }

    public static String fingerprintOf(Path file) {
        return fingerprint(text(file));
    }

    public static String fingerprintOf(String text) {
        return fingerprint(new String(text.getBytes(UTF_8), ISO_8859_1));
    }

    /** Of bytes, seen as Latin-1: a learner's file need not be valid UTF-8. */
    private static String fingerprint(String bytes) {
        return Sha256.of(bytes.replace("\r\n", "\n").getBytes(ISO_8859_1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }
}
