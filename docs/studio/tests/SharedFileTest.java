package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.files.SharedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A save changes what the learner has changed in a file, and nothing else of it. */
class SharedFileTest {

    @TempDir
    Path folder;

    private Path path(String text) throws IOException {
        return Files.writeString(folder.resolve("Listener.java"), text);
    }

    private static String saved(Path path, String text) throws IOException {
        SharedFile file = new SharedFile(path);
        SharedFile.Saved saved = file.write(text, file.read().hash());
        assertEquals(saved.text(), Files.readString(path));
        assertEquals(saved.hash(), file.read().hash());
        return Files.readString(path);
    }

    private static String ends(String shown) {
        return shown.replace("<", "\r\n").replace("/", "\n").replace("^", "\r");
    }

    @ParameterizedTest(name = "{0} edited to {1} is {2}")
    @DisplayName("each line keeps its end, and a new one has that of the line before it")
    @CsvSource(textBlock = """
            a<b<c<,      a/B/c/,       a<B<c<
            a<b<c,       a/b/c/,       a<b<c<
            a<b<c<,      a/b/c,        a<b<c
            a/b<c/,      a/B/c/,       a/B<c/
            a/b<c/,      a/x/b/c/,     a/x/b<c/
            a/b<c/,      a/b/x/y/c/,   a/b<x<y<c/
            a/b<c/,      a/c/,         a/c/
            a<b/c/d/,    x/a/b/c/d/,   x<a<b/c/d/
            a<b/c<d/e<,  A/b/c/d/E/,   A<b/c<d/E<
            a<b/c<d/e<,  b/c/x/d/E/e/, b/c<x<d/E/e<
            a^b/c^,      a/b/x/c/,     a^b/x/c^
            a<b/,        z,            z
            a,           a/b/,         a/b/
            '',          a/b/,         a/b/
            a<b/c/,      a/b/c,        a<b/c
            a<b/c,       a/b/c/,       a<b/c/
            <</,         ///x/,        <</x/
            """)
    void lineEnds(String before, String edited, String after) throws IOException {
        assertEquals(ends(after), saved(path(ends(before)), ends(edited)));
    }

    @Test
    @DisplayName("whatever is edited, the text is as in the editor, and lines that were not touched are as they were")
    void anyEdit() throws IOException {
        Random random = new Random(47);
        for (int turn = 0; turn < 60; turn++) {
            String before = random.ints(12, 0, 8)
                    .mapToObj(i -> "}abc{ x".charAt(i % 7) + (random.nextBoolean() ? "\r\n" : "\n"))
                    .collect(Collectors.joining());
            String unix = before.replace("\r\n", "\n");
            int from = random.nextInt(unix.length());
            String edited = unix.substring(0, from) + "new\n".repeat(random.nextInt(3))
                    + unix.substring(Math.min(unix.length(), from + random.nextInt(4)));
            String after = saved(path(before), edited);
            assertEquals(edited, after.replace("\r\n", "\n"));
            int lines = (int) unix.substring(0, from).lines().count() - 1;
            String untouched = before.lines().limit(Math.max(0, lines)).collect(Collectors.joining("\n"));
            assertTrue(after.replace("\r\n", "\n").startsWith(untouched), after);
            assertTrue(after.startsWith(firstLines(before, lines)), () -> before + " " + after);
        }
    }

    private static String firstLines(String text, int count) {
        int end = 0;
        for (int i = 0; i < count; i++) {
            end = text.indexOf('\n', end) + 1;
        }
        return text.substring(0, end);
    }

    @ParameterizedTest
    @DisplayName("the mode of a file stays")
    @ValueSource(strings = {"rw-------", "rwxr-x---", "rw-rw-rw-", "r--r--r--"})
    void mode(String mode) throws IOException {
        Path path = path("a\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        saved(path, "b\n");
        assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    @DisplayName("a link stays one, and what it leads to keeps its mode")
    void link() throws IOException {
        Path path = path("a\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("Listener.java"));
        saved(link, "b\n");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("b\n", Files.readString(path));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    @DisplayName("a byte order mark and the last line without an end stay as they are")
    void ofTheText() throws IOException {
        assertEquals("\uFEFFa\r\nB", saved(path("\uFEFFa\r\nb"), "\uFEFFa\nB"));
    }

    @Test
    @DisplayName("a large file with different line endings, of which all lines are new, is saved as well")
    void large() throws IOException {
        String before = "old\r\n".repeat(100_000) + "old\n".repeat(100_000);
        assertEquals("new\r\n".repeat(200_000), saved(path(before), "new\n".repeat(200_000)));
    }
}
