package grader.core.filewatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/** Files at one moment. A file is read again only if its size or its time has changed. */
public record Snapshot(Map<Path, State> files) {

    public static final Snapshot NONE = new Snapshot(Map.of());

    /** Two saves may have the same time where a file system counts coarsely: a file this young is read at each look. */
    private static final Duration YOUNG = Duration.ofSeconds(2);

    public record State(long size, Instant modified, long content, boolean young) {}

    /** Looks again at the files of these names in the folders. A file that is deleted meanwhile counts as missing. */
    public Snapshot next(List<Path> folders, Predicate<String> names, Instant now) {
        Map<Path, State> seen = new TreeMap<>();
        for (Path folder : folders) {
            try (var listed = Files.newDirectoryStream(folder, file -> names.test(file.getFileName().toString()))) {
                listed.forEach(file -> look(file, now, seen));
            } catch (IOException | java.nio.file.DirectoryIteratorException gone) {
                // the folder is being replaced: it is looked at again in a moment
            }
        }
        return new Snapshot(seen);
    }

    private void look(Path file, Instant now, Map<Path, State> seen) {
        try {
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            Instant modified = about.lastModifiedTime().toInstant();
            State before = files.get(file);
            boolean same = before != null && !before.young() && before.size() == about.size()
                    && before.modified().equals(modified);
            boolean young = modified.isAfter(now.minus(YOUNG));
            seen.put(file, same ? before : new State(about.size(), modified, content(file), young));
        } catch (IOException gone) {
            // between the listing and the look
        }
    }

    private static long content(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        sum.update(Files.readAllBytes(file));
        return sum.getValue();
    }

    public boolean hasContentOf(Snapshot other) {
        return contents().equals(other.contents());
    }

    private Map<Path, Long> contents() {
        Map<Path, Long> all = new TreeMap<>();
        files.forEach((file, state) -> all.put(file, state.content()));
        return all;
    }

    /** Whether it looks as if an editor were at work: a file is empty, or one of the earlier ones is missing. */
    public boolean isHalfWritten(Snapshot earlier) {
        return files.values().stream().anyMatch(state -> state.size() == 0)
                || !files.keySet().containsAll(earlier.files.keySet());
    }
}
