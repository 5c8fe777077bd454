package grader.proofs.reference.traversal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A name on the way to a file of lab 09 becomes a link that leads out of the folder, and a folder again: after any step
 * in which the file is opened, and after any later one.
 */
@Tag("nightly")
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere Java may not open in an open folder")
class LinkSwapTest {

    private static final String CALLER = Parts.source("grader/proofs/reference/parts/files/Caller.java");
    private static final String CONTENT = "for all clients";
    /** It has as many bytes: a length that differs would be noticed. */
    private static final String SECRET = "for no client!!";
    private static final List<String> NAMES = List.of("folder", "folder/deep", "folder/deep/note.txt");

    private static final Change[] STEPS = {before("OpenFolder.java", "OpenFolder folder = new"),
            before("OpenFolder.java", "try (OpenFolder parent = folder)"),
            before("OpenFolder.java", "return new OpenFolder("),
            before("OpenFile.java", "BasicFileAttributes before ="),
            before("OpenFile.java", "FileChannel channel ="),
            before("OpenFile.java", "try { BasicFileAttributes after ="),
            before("OpenFile.java", "if (state(before)")};

    @TempDir
    static Path classes;

    private static PackagedParts reference;

    @TempDir
    private Path top;
    private Path root;
    private final List<Runnable> swaps = new ArrayList<>();
    private int steps;

    @BeforeAll
    static void compile() {
        reference = PackagedParts.ofReference(9, CALLER, classes)
                .with(STEPS);
    }

    private static Change before(String file, String text) {
        return new Change(file, text, "Caller.step(); " + text);
    }

    @BeforeEach
    void makeFolders() throws IOException {
        root = write("www", CONTENT);
        write("secret", SECRET);
    }

    private Path write(String name, String content) throws IOException {
        Path folder = top.toRealPath().resolve(name);
        Files.createDirectories(folder.resolve("folder/deep"));
        Files.writeString(folder.resolve("folder/deep/note.txt"), content);
        return folder;
    }

    @Test
    void noLinkLeadsOutOfTheFolder() throws IOException {
        Set<String> seen = outcomes(reference);
        assertTrue(seen.contains(CONTENT) && seen.contains("404") && !seen.contains(SECRET), seen::toString);
    }

    @Test
    void aFileThatIsOpenedByItsPathIsFound() throws IOException {
        Set<String> seen = outcomes(reference.with(new Change("OpenFolder.java", "secure.newByteChannel(name, options)",
                "FileChannel.open(path.resolve(name), options)")));
        assertTrue(seen.contains(SECRET), seen::toString);
    }

    @Test
    void aFolderThatIsOpenedByItsPathIsFound() throws IOException {
        Set<String> seen = outcomes(reference.with(new Change("OpenFolder.java",
                "secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)",
                "Files.newDirectoryStream(below)")));
        assertTrue(seen.contains(SECRET), seen::toString);
    }

    /** As where Java has no {@link java.nio.file.SecureDirectoryStream}. */
    @Test
    void withoutOpenFoldersFilesAreServedAsWell() throws IOException {
        String open = "folder instanceof SecureDirectoryStream<Path> secure ? ";
        Set<String> seen = outcomes(reference.with(Stream.of("secure.newDirectoryStream",
                "secure.getFileAttributeView", "(FileChannel)")
                .map(then -> new Change("OpenFolder.java", open + then, "false && " + open + then))
                .toArray(Change[]::new)));
        assertTrue(seen.contains("404"), seen::toString);
    }

    /** What a request got for each name on the way, and each two steps. */
    @SuppressWarnings("unchecked")
    private Set<String> outcomes(PackagedParts parts) throws IOException {
        Function<Path, String> server = (Function<Path, String>) parts.maker(Function.class, Runnable.class)
                .make((Runnable) this::step);
        assertEquals(CONTENT, server.apply(root));
        int all = steps;
        Set<String> seen = new TreeSet<>();
        for (String name : NAMES) {
            for (int from = 0; from < all; from++) {
                for (int to = from + 1; to <= all; to++) {
                    seen.add(outcome(server, name, from, to));
                }
            }
        }
        return seen;
    }

    private String outcome(Function<Path, String> server, String name, int from, int to) throws IOException {
        Path kept = top.resolve("kept");
        Path path = root.resolve(name);
        swaps.clear();
        for (int i = 0; i < to; i++) {
            swaps.add(() -> {});
        }
        swaps.set(from, () -> move(path, kept));
        swaps.add(() -> moveBack(kept, path));
        steps = 0;
        String outcome = server.apply(root);
        if (Files.exists(kept)) {
            moveBack(kept, path);
        }
        return outcome;
    }

    private void step() {
        if (steps < swaps.size()) {
            swaps.get(steps).run();
        }
        steps++;
    }

    private void move(Path path, Path kept) {
        try {
            Files.move(path, kept);
            Files.createSymbolicLink(path, top.toRealPath().resolve("secret").resolve(root.relativize(path)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void moveBack(Path kept, Path path) {
        try {
            assertTrue(Files.isSymbolicLink(path) && !Files.isSymbolicLink(kept));
            Files.delete(path);
            Files.move(kept, path);
            assertTrue(Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
