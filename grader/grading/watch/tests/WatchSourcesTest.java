package grader.grading.watch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.filewatch.Save;
import grader.core.filewatch.Settling;
import grader.core.filewatch.Snapshot;
import grader.core.filewatch.Watcher;
import grader.grading.watch.Key;
import grader.grading.watch.KeyParser;
import grader.grading.watch.Watching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How watch mode sees a save, and a key: without threads, terminals and clocks. */
class WatchSourcesTest {

    @Test
    void aWatcherThatCannotLookSaysSo() throws Exception {
        BlockingQueue<Save> saves = new LinkedBlockingQueue<>();
        AtomicInteger looks = new AtomicInteger();
        try (Watcher _ = new Watcher(() -> {
            if (looks.getAndIncrement() > 0) {
                throw new OutOfMemoryError("as it was meant to");
            }
            return List.of();
        }, name -> true, saves::add)) {
            assertInstanceOf(Save.Failed.class, saves.poll(30, TimeUnit.SECONDS));
        }
    }

    private static final Instant LATER = Instant.now().plusSeconds(3600);      // no file is young then

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("Listener.java"), "class Listener {}");
    }

    private Snapshot look(Snapshot before) {
        return before.next(List.of(folder), Watching::isSource, LATER);
    }

    @Test
    void aTouchChangesNothing() throws IOException {
        Snapshot before = look(Snapshot.NONE);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
        assertTrue(look(before).hasContentOf(before));
    }

    @Test
    void aChangeOfTheSameLengthIsSeen() throws IOException {
        Snapshot before = look(Snapshot.NONE);
        Files.writeString(file, "class Listened {}");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
        assertFalse(look(before).hasContentOf(before));
    }

    @Test
    void aYoungFileIsReadAgainEvenWhereTheClockStands() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Instant now = time.toInstant().plusMillis(1);
        Snapshot before = Snapshot.NONE.next(List.of(folder), Watching::isSource, now);
        Files.writeString(file, "class Listened {}");
        Files.setLastModifiedTime(file, time);
        assertFalse(before.next(List.of(folder), Watching::isSource, now).hasContentOf(before));
    }

    @Test
    void newReplacedAndDeletedFilesAreSeenAndWhatEditorsLeaveIsNot() throws IOException {
        Snapshot before = look(Snapshot.NONE);
        Files.writeString(folder.resolve(".Listener.java.swp"), "x");
        Files.writeString(folder.resolve(".#Listener.java"), "x");
        Files.writeString(folder.resolve("Listener.java~"), "x");
        assertEquals(before, look(before));
        Path fresh = Files.writeString(folder.resolve("Fresh.java"), "class Fresh {}");
        assertFalse(look(before).hasContentOf(before));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        assertFalse(look(before).hasContentOf(before));
        Files.delete(file);
        assertFalse(look(before).hasContentOf(before));
        assertTrue(look(before).isHalfWritten(before));
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() {
        assertEquals(Snapshot.NONE, Snapshot.NONE.next(List.of(folder.resolve("gone")), Watching::isSource, LATER));
    }

    @Test
    void aSaveIsCompleteWhenNothingHasChangedForAWhile() throws IOException {
        Snapshot first = look(Snapshot.NONE);
        Settling settling = new Settling(first);
        long quiet = Settling.QUIET.toNanos();
        assertEquals(Optional.empty(), settling.look(first, 0));
        Files.writeString(file, "class Listener { int a; }");
        Snapshot second = look(first);
        assertEquals(Optional.of(new Save.Begun()), settling.look(second, 1));
        Files.writeString(file, "class Listener { int a, b; }");
        Snapshot third = look(second);
        assertEquals(Optional.empty(), settling.look(third, quiet));
        assertEquals(Optional.empty(), settling.look(third, 2 * quiet - 1));
        assertEquals(Optional.of(new Save.Done(true)), settling.look(third, 2 * quiet));
        assertEquals(Optional.empty(), settling.look(third, 3 * quiet));
    }

    @Test
    void aFileThatIsAwayForAMomentIsWaitedForAndComesBackUnchanged() throws IOException {
        Snapshot first = look(Snapshot.NONE);
        Settling settling = new Settling(first);
        String text = Files.readString(file);
        Files.delete(file);
        Snapshot without = look(first);
        assertEquals(Optional.of(new Save.Begun()), settling.look(without, 0));
        assertEquals(Optional.empty(), settling.look(without, Settling.QUIET.multipliedBy(2).toNanos()));
        Files.writeString(file, text);
        Snapshot back = look(without);
        long then = Duration.ofMillis(500).toNanos();
        assertEquals(Optional.empty(), settling.look(back, then));
        assertEquals(Optional.of(new Save.Done(false)), settling.look(back, then + Settling.QUIET.toNanos()));
    }

    @Test
    void aFileThatStaysEmptyIsGradedInTheEnd() throws IOException {
        Settling settling = new Settling(look(Snapshot.NONE));
        Files.writeString(file, "");
        Snapshot empty = look(Snapshot.NONE);
        settling.look(empty, 0);
        assertEquals(Optional.empty(), settling.look(empty, Settling.PATIENT.toNanos() - 1));
        assertEquals(Optional.of(new Save.Done(true)), settling.look(empty, Settling.PATIENT.toNanos()));
    }

    @Test
    void lettersAreKeysButNotThoseOfArrowsAndFunctionKeys() {
        assertEquals(List.of(Key.NEXT, Key.HINT, Key.LIST, Key.CHECK, Key.QUIT), keys("nxhé?L\ncq"));
        assertEquals(List.of(), keys("\033[A\033[1;5c\033Oq\033[15~"));
        assertEquals(List.of(Key.QUIT), keys("\033[Aq"));
        assertEquals(List.of(Key.QUIT), keys("\033q"));
        assertEquals(List.of(Key.QUIT), keys("\033\033[Cq"));
    }

    private static List<Key> keys(String typed) {
        KeyParser parser = new KeyParser();
        List<Key> keys = new ArrayList<>();
        for (byte octet : typed.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            parser.feed(octet & 0xff).ifPresent(keys::add);
        }
        return keys;
    }
}
