package docs.studio.files;

import grader.core.console.UserError;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import grader.core.files.Sha256;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file that an editor in a page has open, and perhaps an IDE, too. */
public final class SharedFile {

    private static final Object ONE_AT_A_TIME = new Object();

    /** @param hash the SHA-256 of the text, by which an editor knows its version again; empty if there is no file */
    public record Version(String text, String hash) {

        private static final Version NONE = new Version("", "");

        static Version of(String text) {
            return new Version(text, Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /**
     * What is on the disk after a write.
     *
     * @param hash empty if there is no file
     * @param conflict whether that is not what was to be there, as another program has saved or deleted the file: then
     *        nothing was changed
     */
    public record Saved(String text, String hash, boolean conflict) {

        private Saved(Version now, boolean conflict) {
            this(now.text, now.hash, conflict);
        }
    }

    private final Path file;

    public SharedFile(Path file) {
        this.file = file;
    }

    /** @throws UserError if it is not UTF-8, or cannot be read */
    public Version read() {
        if (Files.notExists(file)) {
            return Version.NONE;
        }
        try {
            return Version.of(Files.readString(file));
        } catch (MalformedInputException error) {
            throw new UserError(PathText.shown(file) + " is not UTF-8", "let your editor save it as UTF-8");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /**
     * Writes the file if it is still as the editor knows it. Each line keeps its line ending.
     *
     * @param base the hash of the version that was edited; empty: there was no file
     */
    public Saved write(String text, String base) {
        synchronized (ONE_AT_A_TIME) {
            Version now = read();
            Version fresh = Version.of(LineEndings.keep(text, now.text()));
            if (fresh.equals(now) || !now.hash().equals(base)) {
                return new Saved(now, !fresh.equals(now));
            }
            AtomicFile.write(file, fresh.text());
            return new Saved(fresh, false);
        }
    }

    /** Deletes the file if it is still as the editor knows it. @param base the hash of that version */
    public Saved delete(String base) {
        synchronized (ONE_AT_A_TIME) {
            Version now = read();
            if (!now.equals(Version.NONE) && !now.hash().equals(base)) {
                return new Saved(now, true);
            }
            try {
                Files.deleteIfExists(file);
            } catch (IOException error) {
                throw UserError.of(error, "deleting " + PathText.shown(file));
            }
            return new Saved(Version.NONE, false);
        }
    }
}
