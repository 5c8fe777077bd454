package grader.grading.unpacking.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.files.Folders;
import grader.grading.submission.SubmissionRejected;
import grader.grading.unpacking.UnpackLimits;
import grader.grading.unpacking.Unpacking;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that do no harm, and say what is wrong with them. */
class UnpackingTest {

    private static final UnpackLimits SMALL = new UnpackLimits(5, 50_000, 120_000, 4, 20, 10_000);
    private static final byte[] TEXT = "class A {}\n".getBytes(StandardCharsets.UTF_8);

    /** With what macOS, Windows and editors add. */
    private static final List<String> GOOD = List.of("labs/._A.java", "labs/A.java", "labs/a.java", ".git/config",
            "labs/.reference", "__MACOSX/labs/._A.java", "labs/.DS_Store", "labs/Thumbs.db", "labs/#A.java#",
            "labs/A.java~", "labs/A.java.orig");

    @TempDir
    Path folder;

    private static void tar(Path archive, TarArchiveEntry... entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(archive);
                TarArchiveOutputStream out = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (TarArchiveEntry entry : entries) {
                byte[] bytes = entry.isFile() && !entry.isSymbolicLink() && !entry.isLink() && !entry.isFIFO() ? TEXT
                        : new byte[0];
                entry.setSize(bytes.length);
                out.putArchiveEntry(entry);
                out.write(bytes);
                out.closeArchiveEntry();
            }
        }
    }

    private static Path zip(Path archive, List<String> names, byte[] bytes) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(archive)) {
            for (String name : names) {
                out.putArchiveEntry(new ZipArchiveEntry(name));
                out.write(bytes);
                out.closeArchiveEntry();
            }
        }
        return archive;
    }

    private Path unpacked(Path archive, UnpackLimits limits) throws IOException {
        Path into = Files.createDirectory(folder.resolve("into"));
        Unpacking.unpack(archive, archive.getFileName().toString(), into, limits);
        return into;
    }

    private void expect(String message, Path archive) {
        SubmissionRejected rejected = assertThrows(SubmissionRejected.class, () -> unpacked(archive, SMALL));
        assertTrue(rejected.getMessage().contains(message), rejected.getMessage());
        assertEquals(1, rejected.getMessage().lines().count(), rejected.getMessage());
        assertEquals(List.of(archive), Folders.filesBelow(folder)
                .stream()
                .filter(file -> !file.startsWith(folder.resolve("into")))
                .toList(), "files outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"good.zip", "GOOD.ZIP", "good.tar.gz", "good.tgz"})
    void regularFilesAreUnpacked(String name) throws IOException {
        Path archive = folder.resolve(name);
        if (name.toLowerCase(Locale.ROOT).endsWith("zip")) {
            zip(archive, GOOD, TEXT);
        } else {
            tar(archive, GOOD.stream().map(TarArchiveEntry::new).toArray(TarArchiveEntry[]::new));
        }
        Path into = unpacked(archive, UnpackLimits.USUAL);
        assertEquals(List.of("labs/.reference", "labs/A.java", "labs/a.java"), Folders.filesBelow(into)
                .stream()
                .map(file -> into.relativize(file).toString())
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../A.java", "labs/../../A.java", "/tmp/A.java", "..\\A.java", "\\A.java", "C:\\A.java",
            "labs/.."})
    void noNameLeadsOut(String name) throws IOException {
        expect("an entry that leads out of it", zip(folder.resolve("evil.zip"), List.of(name), TEXT));
    }

    @Test
    void noNameInATarLeadsOut() throws IOException {
        Path archive = folder.resolve("evil.tgz");
        tar(archive, new TarArchiveEntry("labs/../../A.java"));
        expect("an entry that leads out of it: 'labs/../../A.java'", archive);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"symbolic, 2", "hard, 1", "character device, 3", "block device, 4", "fifo, 6"})
    void onlyRegularFilesAreUnpacked(String kind, char type) throws IOException {
        Path archive = folder.resolve("evil.tar.gz");
        TarArchiveEntry link = new TarArchiveEntry("labs/A.java", (byte) type);
        link.setLinkName(type == TarConstants.LF_SYMLINK || type == TarConstants.LF_LINK ? "/etc/passwd" : "");
        tar(archive, link);
        expect("no regular file: 'labs/A.java'", archive);
    }

    @Test
    void noLinkInAZipIsUnpacked() throws IOException {
        Path archive = folder.resolve("evil.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(archive)) {
            ZipArchiveEntry link = new ZipArchiveEntry("labs/A.java");
            link.setUnixMode(0120777);
            out.putArchiveEntry(link);
            out.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }
        expect("no regular file: 'labs/A.java'", archive);
    }

    @Test
    void thereAreLimits() throws IOException {
        Path archive = folder.resolve("large.zip");
        expect("more than 5 entries", zip(archive, List.of("1", "2", "3", "4", "5", "6"), TEXT));
        Folders.delete(folder.resolve("into"));
        expect("more than 4 folders", zip(archive, List.of("1/2/3/4/5"), TEXT));
        Folders.delete(folder.resolve("into"));
        byte[] noise = new byte[50_001];
        new Random(1).nextBytes(noise);
        expect("a file of more than", zip(archive, List.of("A.java"), noise));
        Folders.delete(folder.resolve("into"));
        expect("unpacks to more than 0 MiB", zip(archive, List.of("1", "2", "3"), Arrays.copyOf(noise, 49_999)));
    }

    @Test
    void aZipBombIsNotUnpacked() throws IOException {
        Path archive = zip(folder.resolve("bomb.zip"), List.of("A.java", "B.java"), new byte[49_000]);
        assertTrue(Files.size(archive) < 1_000);
        expect("unpacks to more than 20 times its size: a zip bomb?", archive);
    }

    @Test
    void aBombInAHiddenFolderOfATarIsNotUnpacked() throws IOException {
        Path archive = folder.resolve("bomb.tgz");
        try (TarArchiveOutputStream out =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            TarArchiveEntry entry = new TarArchiveEntry(".git/objects");
            entry.setSize(100_000_000);
            out.putArchiveEntry(entry);
            for (int i = 0; i < 100; i++) {
                out.write(new byte[1_000_000]);
            }
            out.closeArchiveEntry();
        }
        expect("bomb.tgz unpacks to more than", archive);
    }

    @Test
    void aNameThatIsTooLongIsTheArchivesFault() throws IOException {
        Path archive = folder.resolve("long.tgz");
        tar(archive, new TarArchiveEntry("x".repeat(251) + ".java"), new TarArchiveEntry("x".repeat(252) + ".java"));
        expect("has an entry whose name is too long: 'xxx", archive);
        Path zip = zip(folder.resolve("long.zip"), List.of("\u00fc".repeat(128)), TEXT);
        Folders.delete(folder.resolve("into"));
        Files.delete(archive);
        expect("has an entry whose name is too long", zip);
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        Path archive = folder.resolve("twice.tgz");
        tar(archive, new TarArchiveEntry("A.java"), new TarArchiveEntry("A.java"));
        expect("has 'A.java' twice", archive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.zip", "cut.tar.gz"})
    void aBrokenArchiveIsTold(String name) throws IOException {
        Path archive = folder.resolve(name);
        if (name.endsWith("zip")) {
            zip(archive, List.of("A.java", "B.java"), TEXT);
        } else {
            tar(archive, new TarArchiveEntry("A.java"), new TarArchiveEntry("B.java"));
        }
        byte[] whole = Files.readAllBytes(archive);
        for (int length = 0; length < whole.length; length += 1 + whole.length / 12) {
            Files.write(archive, Arrays.copyOf(whole, length));
            expect(name + " is no whole ", archive);
            Folders.delete(folder.resolve("into"));
        }
    }

    @Test
    void othersAreTold() throws IOException {
        expect("neither a folder nor a .zip, .tar.gz or .tgz", Files.write(folder.resolve("a.rar"), TEXT));
    }
}
