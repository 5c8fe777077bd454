package grader.teaching.gradebook;

import grader.core.files.PathText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is missing, going by what the shards were to grade. Without shards nothing can be missing. */
final class Completeness {

    private final List<Shard> shards;
    private final Set<Attempt> there;

    /** @param unreadable files that are named already: what was to be in them is not missing as well */
    Completeness(List<Shard> shards, Set<Attempt> read, Set<Path> unreadable) {
        this.shards = shards;
        this.there = new HashSet<>(read);
        shards.forEach(shard -> shard.planned().forEach((attempt, file) -> {
            if (unreadable.contains(file)) {
                there.add(attempt);
            }
        }));
    }

    List<Finding> findings() {
        Map<Attempt, Finding> results = new TreeMap<>(Attempt.ORDER);
        shards.forEach(shard -> shard.planned()
                .keySet()
                .stream()
                .filter(attempt -> !there.contains(attempt))
                .forEach(attempt -> results.putIfAbsent(attempt, missing(shard, attempt))));
        return Stream.concat(missingShards().stream(), results.values().stream()).toList();
    }

    /** Shards of one lab and of the same number belong together. */
    private List<Finding> missingShards() {
        Map<String, List<Shard>> batches = shards.stream()
                .collect(Collectors.groupingBy(shard -> shard.lab() + " " + shard.of(), TreeMap::new,
                        Collectors.toList()));
        List<Finding> found = new ArrayList<>();
        batches.values().forEach(batch -> {
            Shard one = batch.getFirst();
            BitSet graded = new BitSet();
            batch.forEach(shard -> graded.set(shard.shard()));
            for (int i = graded.nextClearBit(1); i <= one.of(); i = graded.nextClearBit(i + 1)) {
                found.add(new Finding("missing: shard " + i + " of " + one.of() + ", " + one.lab()
                        + ": no folder has its shard-" + i + "-of-" + one.of() + ".json",
                        "add its folder, or grade it: " + command(one.lab(), i + "/" + one.of())));
            }
        });
        return found;
    }

    private static Finding missing(Shard shard, Attempt attempt) {
        return new Finding("missing: " + attempt + ": it was to be graded by " + PathText.shown(shard.file()),
                "grade that shard again, which skips what is done: " + command(shard.lab(), shard.flag()));
    }

    private static String command(String lab, String flag) {
        return "./jbang grade batch SUBMISSIONS --lab " + lab + " --shard " + flag + " --out FOLDER";
    }
}
