package grader.proofs.systematic;

import com.fasterxml.jackson.core.type.TypeReference;
import grader.core.course.Lab;
import grader.core.files.DataFolder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The mutants of a lab that are known to live, by their names, with the reason.
 *
 * @param equivalent they do what the lab's page says
 * @param unseen no check can see what they do; under "what no check can see" the lab's interface page says so
 */
public record Accepted(Map<String, String> equivalent, Map<String, String> unseen) {

    private static final String FOLDER = "grader/proofs/systematic";

    public Accepted {
        equivalent = equivalent == null ? Map.of() : equivalent;
        unseen = unseen == null ? Map.of() : unseen;
    }

    /** Those of a lab; a lab without a file has none. */
    public static Accepted of(Lab lab) {
        return DataFolder.read(lab.course().root().resolve(FOLDER), new TypeReference<Accepted>() {},
                (name, data) -> Map.entry(name, data),
                "it holds the maps 'equivalent' and 'unseen', from names of mutants to reasons")
                .stream()
                .filter(file -> file.getKey().equals(lab.name()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Accepted(Map.of(), Map.of()));
    }

    /** Where they stand. */
    public static Path file(Lab lab) {
        return lab.course().root().resolve(FOLDER).resolve(lab.name() + ".yaml");
    }

    /** The entries that fit none of these mutants. */
    public List<String> without(Collection<String> names) {
        return Stream.concat(equivalent.keySet().stream(), unseen.keySet().stream())
                .filter(name -> !names.contains(name))
                .toList();
    }

    /** Whether this mutant is known to live. */
    boolean has(String name) {
        return equivalent.containsKey(name) || unseen.containsKey(name);
    }
}
