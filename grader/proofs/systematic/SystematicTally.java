package grader.proofs.systematic;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many mutants of a task or a lab are killed.
 *
 * @param mutants all that compile
 * @param equivalent those that live and do what the page says
 */
record SystematicTally(String name, long mutants, long equivalent, long killed) {

    private static final String HEAD = "Lab,Changes,Equivalent,Found,Not found,Share";

    static SystematicTally of(String name, List<MutantTrial> trials, Accepted accepted) {
        return new SystematicTally(name, trials.size(),
                trials.stream()
                        .filter(trial -> !trial.isKilled() && accepted.equivalent().containsKey(trial.mutant().name()))
                        .count(),
                trials.stream().filter(MutantTrial::isKilled).count());
    }

    long live() {
        return mutants - equivalent - killed;
    }

    /** Of those that are not equivalent, rounded down: `97.4 %`. */
    String share() {
        long counted = killed + live();
        return counted == 0 ? "" : 1000 * killed / counted / 10.0 + " %";
    }

    /** Writes it into the table that a page for teachers shows, in place of an older one. */
    void record(Course course) {
        Path file = course.root().resolve("docs/pages/systematic.csv");
        try {
            List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of(HEAD));
            lines.removeIf(line -> line.startsWith(name + ","));
            lines.add("%s,%s,%s,%s,%s,%s".formatted(name, mutants, equivalent, killed, live(), share()));
            lines.subList(1, lines.size()).sort(null);
            Files.write(file, lines);
        } catch (IOException error) {
            throw UserError.of(error, "writing " + PathText.shown(file));
        }
    }
}
