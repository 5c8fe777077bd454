package grader.bench.caches;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the system has in memory. */
record FileOrigin(Path folder) implements Origin {

    private static final int FILES = 1_000;

    FileOrigin {
        try {
            for (int i = 0; i < FILES; i++) {
                Files.writeString(folder.resolve(i + ".json"), Origin.json(i));
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Override
    public byte[] load(int number) throws IOException {
        return Files.readAllBytes(folder.resolve(number % FILES + ".json"));
    }
}
