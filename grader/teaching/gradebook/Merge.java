package grader.teaching.gradebook;

import grader.core.files.AtomicFile;
import grader.core.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Joins folders of results into one, with a folder for each lab. A file that is there already is never replaced: what
 * it says counts like the others. So merging again, with more folders, adds to what was merged before.
 */
public final class Merge {

    private static final int SHORT_HASH = 8;

    private final Path out;
    private final Set<String> taken = new HashSet<>();

    private Merge(Path out) {
        this.out = out.toAbsolutePath().normalize();
    }

    /**
     * @param progress what is being done
     * @return all that is in `out` now, and what keeps that from being complete
     */
    public static RecordedResults merge(List<Path> folders, Path out, Consumer<String> progress) {
        Merge merge = new Merge(out);
        Stream<Path> before = Files.isDirectory(out) ? Stream.of(out) : Stream.empty();
        RecordedResults all = RecordedResults.read(Stream.concat(before, folders.stream()).toList());
        for (int i = 0; i < all.results().size(); i++) {
            ResultSummary result = all.results().get(i);
            progress.accept("merging results, " + i + " of " + all.results().size());
            merge.add(result.file(), result.attempt().lab(), result.attempt().toString());
        }
        all.shards().forEach(shard -> merge.add(shard.file(), shard.lab(), shard.planned().keySet().toString()));
        return all;
    }

    /** @param content what makes the file differ from others of its name */
    private void add(Path file, String lab, String content) {
        if (!file.startsWith(out)) {
            AtomicFile.write(free(lab, file.getFileName(), content),
                    temporary -> Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING));
        }
    }

    /** A file that is not there yet: if need be, in a folder of its own. Names that differ only in case may be one. */
    private Path free(String lab, Path name, String content) {
        Path file = out.resolve(lab).resolve(name);
        if (taken.add(file.toString().toLowerCase(Locale.ROOT)) && !Files.exists(file)) {
            return file;
        }
        String hash = Sha256.of(content.getBytes(StandardCharsets.UTF_8)).substring(0, SHORT_HASH);
        return out.resolve(lab + "-" + hash).resolve(name);
    }
}
