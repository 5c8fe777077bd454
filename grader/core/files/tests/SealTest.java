package grader.core.files.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.files.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seal tells whether files have changed since it was made. */
class SealTest {

    private static final long MOST_NANOS = 5_000_000_000L;

    @TempDir
    private Path folder;

    private Path sealed;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        sealed = Files.createDirectories(folder.resolve("sealed"));
        file = Files.writeString(Files.createDirectory(sealed.resolve("lib")).resolve("file"), "text");
    }

    private Seal now() {
        return Seal.now(sealed).orElseThrow();
    }

    @Test
    void filesThatAreReadAndMovedWithTheirFolderAreIntact() throws IOException {
        Seal seal = now();
        Files.readString(file);
        assertTrue(seal.isIntact());
        Path moved = Files.move(sealed, folder.resolve("moved"));
        assertFalse(seal.isIntact());
        assertEquals(seal.value(), Seal.now(moved).orElseThrow().value());
    }

    @Test
    void anotherTextOfTheSameSizeAndTimeIsSeen() throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Seal seal = now();
        long end = System.nanoTime() + MOST_NANOS;
        do {        // some systems have a clock for files that goes on every few milliseconds only
            Files.writeString(file, "TEXT");
            Files.setLastModifiedTime(file, before);
        } while (seal.isIntact() && System.nanoTime() < end);
        assertFalse(seal.isIntact());
    }

    @Test
    void aFileMoreOrLessIsSeen() throws IOException {
        Seal seal = now();
        Path more = Files.writeString(sealed.resolve("more"), "");
        assertFalse(seal.isIntact());
        Files.delete(more);
        assertTrue(seal.isIntact());
        Files.delete(file);
        assertFalse(seal.isIntact());
    }

    @Test
    void itIsKeptBesideTheFolder() throws IOException {
        assertEquals(Optional.empty(), Seal.read(sealed));
        assertEquals(Optional.of(now()), Seal.write(sealed));
        assertEquals(Optional.of(now()), Seal.read(sealed));
        Files.writeString(file, "other");
        assertEquals(Optional.empty(), Seal.read(sealed));
    }

    @Test
    void nothingHasNone() {
        assertEquals(Optional.empty(), Seal.now(folder.resolve("missing")));
    }
}
