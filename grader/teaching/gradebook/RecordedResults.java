package grader.teaching.gradebook;

import grader.core.console.UserError;
import grader.core.files.Folders;
import grader.core.files.PathText;
import grader.results.recorded.ShardFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results in a few folders and those below them, each attempt once, in an order that does not depend on that of the
 * folders.
 *
 * <p>Results of the same attempt that agree are one, the first. Of those that do not, none is taken: which one is right
 * is not for a program to guess.
 *
 * @param missing attempts that are doubled, that cannot be read, or that a shard was to grade and did not
 * @param findings the same in words, with files and remedies, and the shards that are missing
 */
public record RecordedResults(List<ResultSummary> results, List<Shard> shards, Set<Attempt> missing,
        List<Finding> findings) {

    /** What was read of one file: exactly one of them is there. */
    private record Read(ResultSummary result, Shard shard, Path unreadable, Finding finding) {}

    /** @throws UserError if one of the folders is not there */
    public static RecordedResults read(List<Path> folders) {
        List<Path> files = folders.stream().flatMap(RecordedResults::filesBelow).distinct().toList();
        ResultJson json = new ResultJson();
        List<Read> all = files.parallelStream().map(file -> read(json, file)).toList();
        List<Shard> shards = all.stream().map(Read::shard).filter(one -> one != null).toList();
        Set<Path> unreadable =
                all.stream().map(Read::unreadable).filter(one -> one != null).collect(Collectors.toSet());
        List<Finding> findings =
                new ArrayList<>(all.stream().map(Read::finding).filter(one -> one != null).toList());
        Map<Attempt, List<ResultSummary>> byAttempt = new LinkedHashMap<>();
        all.stream()
                .map(Read::result)
                .filter(one -> one != null)
                .forEach(one -> byAttempt.computeIfAbsent(one.attempt(), key -> new ArrayList<>()).add(one));
        List<ResultSummary> results = new ArrayList<>();
        Set<Attempt> missing = new TreeSet<>(Attempt.ORDER);
        byAttempt.entrySet().stream().sorted(Map.Entry.comparingByKey(Attempt.ORDER)).forEach(entry -> {
            List<ResultSummary> same = entry.getValue();
            if (same.stream().allMatch(same.getFirst()::agreesWith)) {
                results.add(same.getFirst());
            } else {
                missing.add(entry.getKey());
                findings.add(doubled(entry.getKey(), same));
            }
        });
        findings.addAll(new Completeness(shards, byAttempt.keySet(), unreadable).findings());
        shards.stream()
                .flatMap(shard -> shard.planned().keySet().stream())
                .filter(planned -> !byAttempt.containsKey(planned))
                .forEach(missing::add);
        return new RecordedResults(List.copyOf(results), once(shards), missing, List.copyOf(findings));
    }

    private static Stream<Path> filesBelow(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError(folder + " is not a folder", "give a folder of results, as `grade batch --out` writes");
        }
        return Folders.filesBelow(folder)
                .stream()
                .filter(file -> file.toString().endsWith(".json") && !file.getFileName().toString().startsWith("."))
                .map(file -> file.toAbsolutePath().normalize());
    }

    private static Read read(ResultJson json, Path file) {
        try {
            return ShardFile.isOne(file)
                    ? new Read(null, json.shard(file), null, null)
                    : new Read(json.result(file), null, null, null);
        } catch (ResultJson.Unreadable error) {
            return new Read(null, null, file, error.finding);
        }
    }

    /** Of shards that were to grade the same, the first. */
    private static List<Shard> once(List<Shard> shards) {
        Set<Object> known = new HashSet<>();
        return shards.stream()
                .filter(one -> known.add(List.of(one.lab(), one.shard(), one.of(), one.planned().keySet())))
                .toList();
    }

    private static Finding doubled(Attempt attempt, List<ResultSummary> same) {
        String files = String.join(", ", same.stream().map(one -> PathText.shown(one.file())).toList());
        boolean contents = same.stream().map(ResultSummary::content).distinct().count() > 1;
        return new Finding("doubled: " + attempt + ": "
                + (contents ? "different submissions" : "the same submission with different verdicts") + " in " + files,
                contents ? "give one of them another name or attempt, or move it away"
                        : "move away the result that is out of date");
    }
}
