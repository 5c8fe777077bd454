package grader.grading.batch;

import grader.core.files.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The results of this run, by their hashes, as the workers have told them. A submission in isolation layer 1 can write
 * over the results of others while it runs: it does not change what is known of them here.
 */
final class WrittenResults {

    private record Written(Graded graded, Path file) {
        boolean isAsWritten() {
            try {
                return Sha256.of(file).equals(graded.hash());
            } catch (IOException gone) {
                return false;
            }
        }
    }

    private final Map<Planned, Written> all = new LinkedHashMap<>();

    synchronized void add(Planned planned, Graded graded, Path file) {
        if (!graded.hash().isEmpty()) {
            all.put(planned, new Written(graded, file));
        }
    }

    /** Those whose file is not as it was written, with what was told of them; they are forgotten here. */
    synchronized Map<Planned, Graded> takeChanged() {
        Map<Planned, Graded> changed = new LinkedHashMap<>();
        all.forEach((planned, written) -> {
            if (!written.isAsWritten()) {
                changed.put(planned, written.graded());
            }
        });
        all.keySet().removeAll(changed.keySet());
        return changed;
    }
}
