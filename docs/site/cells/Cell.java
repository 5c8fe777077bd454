package docs.site.cells;

import grader.core.files.PathText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Code of a page that runs: a block `[source%live,java,id=two-spaces]`.
 *
 * @param page the page's file
 * @param line of the block's attributes
 * @param id its name on the page
 * @param code without a final line ending
 * @param fails whether it is to end with an error: `[source%live%fails,java,id=…]`
 * @param varies what its output may hold another time: `varies="port \d+"`
 * @param system the only one, such as `Linux`, where it comes to what is recorded: `on=Linux`
 * @param hash of its code and of that of all cells before it
 */
public record Cell(Path page, int line, String id, String code, boolean fails, Optional<Pattern> varies,
        Optional<String> system, String hash) {

    /** `file:line`, as errors begin. */
    public String place() {
        return PathText.shown(page) + ":" + line;
    }

    /** Where its recording stands. */
    public Path recording() {
        return Recording.folder(page).resolve(id + ".txt");
    }

    /** Whether it has to come to what is recorded on the system that this program runs on. */
    public boolean isOfThisSystem() {
        return system.map(System.getProperty("os.name")::startsWith).orElse(true);
    }

    /** Whether two outcomes are the same, but for what varies. */
    public boolean isSame(Outcome one, Outcome other) {
        return masked(one).equals(masked(other));
    }

    private List<Outcome.Line> masked(Outcome outcome) {
        return varies.map(pattern -> outcome.lines()
                .stream()
                .map(line -> new Outcome.Line(line.kind(), pattern.matcher(line.text()).replaceAll("…")))
                .toList())
                .orElse(outcome.lines());
    }
}
