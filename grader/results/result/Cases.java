package grader.results.result;

import grader.clients.http.Bytes;
import java.util.List;

/**
 * The cases of a check, and what became of them.
 *
 * @param all how many there are; none for a check without cases
 * @param failed of each that failed its name and what was wrong, in their order
 * @param untried how many were left out because those before them took too long, or had ended the server
 */
public record Cases(int all, List<String> failed, int untried) {

    public static final Cases NONE = new Cases(0, List.of(), 0);

    public Cases {
        failed = failed.stream().map(Bytes::message).toList();
    }

    /** The same, if the check did not come to its end: then no case brings points. */
    public Cases cutShort() {
        return new Cases(failed.size() + untried, failed, untried);
    }

    public int passed() {
        return all - failed.size() - untried;
    }

    /** The points for the cases that passed, rounded down. */
    int earned(int points) {
        return failed.isEmpty() ? 0 : points * passed() / all;
    }
}
