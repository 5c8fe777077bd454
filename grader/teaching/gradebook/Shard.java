package grader.teaching.gradebook;

import grader.results.recorded.ShardFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one shard of a batch was to grade.
 *
 * @param file that says so
 * @param planned of each attempt the file of its result
 */
record Shard(Path file, String lab, int shard, int of, Map<Attempt, Path> planned) {

    static Shard of(Path file, ShardFile content) {
        Map<Attempt, Path> planned = new TreeMap<>(Attempt.ORDER);
        content.submissions()
                .forEach(one -> planned.put(Attempt.of(content.lab(), one.name(), one.attempt()),
                        file.resolveSibling(one.file())));
        return new Shard(file, content.lab(), content.shard(), content.of(), planned);
    }

    /** For `--shard`. */
    String flag() {
        return shard + "/" + of;
    }
}
