package grader.testrunner;

import grader.files.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Good verdicts of earlier runs, by the key of their {@link Evidence}. Bad ones are not kept: what failed is tried
 * again.
 *
 * <p>A folder with a small file for each verdict. Several runs may use it at the same time. Where it cannot be written,
 * nothing is remembered.
 */
public final class Verdicts {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Path folder;
    private final boolean fresh;
    private final boolean ofRun;    // its finds are told at the end of the run

    /** @param fresh whether nothing is to be found, and all is to be kept again */
    public Verdicts(Path folder, boolean fresh) {
        this(folder, fresh, false);
    }

    private Verdicts(Path folder, boolean fresh, boolean ofRun) {
        this.folder = folder;
        this.fresh = fresh;
        this.ofRun = ofRun;
    }

    /** Those of this user; `verify --fresh` ignores them. */
    public static Verdicts ofThisRun() {
        return new Verdicts(CacheFolder.path().resolve("verdicts"), Boolean.getBoolean("verify.fresh"), true);
    }

    /**
     * What `proof` has said when it last succeeded on the same evidence; else what it says now.
     *
     * @param proof throws if the verdict is bad
     */
    public String of(Evidence evidence, Supplier<String> proof) {
        String key = evidence.key();
        Optional<String> known = find(key);
        if (known.isPresent()) {
            if (ofRun) {
                Remembering.count(1);
            }
            return known.get();
        }
        String said = proof.get();
        keep(evidence, key, said);
        return said;
    }

    /** The same for a proof that has nothing to say. */
    public void of(Evidence evidence, Runnable proof) {
        of(evidence, () -> {
            proof.run();
            return "";
        });
    }

    Optional<String> find(String key) {
        Path file = folder.resolve(key);
        if (fresh || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(Files.readString(file));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Keeps a good verdict, unless something has changed while it was made: what it is about is unknown then. */
    void keep(Evidence evidence, String key, String said) {
        if (evidence.key().equals(key)) {
            keep(key, said);
        }
    }

    private void keep(String key, String said) {
        try {
            Files.createDirectories(folder);
            Path written = Files.writeString(Files.createTempFile(folder, "new-", ""), said);
            Files.move(written, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannotWrite) {
            // then it is not remembered
        }
    }

    /** Takes away what no run has asked for in a month. */
    void prune() {
        Instant limit = Instant.now().minus(KEPT);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException nothingThere) {
            // then there is nothing to take away
        }
    }
}
