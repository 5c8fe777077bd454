package grader.results.recorded;

import grader.core.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of result files: `ada.json`, `ada.2.json`. A name with other characters than ASCII letters, digits and
 * `._-`, or more than 80 of them, gets a short hash: `O_Brien-3f2a61c0.json`. So do names that would be one file.
 */
public final class ResultFile {

    private static final int LONGEST = 80;
    private static final int HASH = 8;

    /** What is taken: the files in which shards say what they were to grade. */
    static final String RESERVED = "shard-\\d+-of-\\d+";

    private ResultFile() {}

    /** Whose result is in a file. */
    public record Owner(String name, Optional<String> attempt) {}

    /**
     * The file of each owner, in their order. They depend on the whole list, so that all shards agree; a file system
     * may ignore case.
     */
    public static List<String> of(List<Owner> owners) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = owners.stream()
                .map(owner -> folded(plain(owner)))
                .filter(name -> !seen.add(name))
                .collect(Collectors.toSet());
        return owners.stream()
                .map(owner -> (twice.contains(folded(plain(owner))) ? hashed(owner) : plain(owner)) + ".json")
                .toList();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String plain(Owner owner) {
        String name = joined(owner);
        return safe(name).equals(name) && !name.matches(RESERVED) ? name : hashed(owner);
    }

    private static String joined(Owner owner) {
        return owner.name() + owner.attempt().map(number -> "." + number).orElse("");
    }

    private static String safe(String name) {
        String replaced = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^([.-]|$)", "_");
        return replaced.substring(0, Math.min(LONGEST, replaced.length()));
    }

    private static String hashed(Owner owner) {
        String exact = owner.name() + "\0" + owner.attempt().orElse("");
        return safe(joined(owner)) + "-"
                + Sha256.of(exact.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    }
}
