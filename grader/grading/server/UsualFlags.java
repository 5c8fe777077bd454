package grader.grading.server;

import grader.clients.http.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Flags that a check's servers usually have. A flag that the check gives itself takes the place of the usual one, so
 * that a command line in a transcript has each flag once.
 *
 * @param flags names and values in turn
 */
public record UsualFlags(List<String> flags) {

    public static UsualFlags of(String... flags) {
        return new UsualFlags(List.of(flags));
    }

    /**
     * These, and such a limit for each of the timeouts that nothing ends by it. @param timeouts `idle`: --idle-timeout
     */
    public UsualFlags endless(String... timeouts) {
        List<String> all = new ArrayList<>(flags);
        Stream.of(timeouts).forEach(timeout -> Collections.addAll(all, "--" + timeout + "-timeout", Limits.ENDLESS));
        return new UsualFlags(all);
    }

    /** Those whose names are not among the given flags, then the given ones: a command line. */
    public String[] and(String... given) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < flags.size(); i += 2) {
            String name = flags.get(i);
            if (Stream.of(given).noneMatch(flag -> flag.equals(name) || flag.startsWith(name + "="))) {
                all.addAll(flags.subList(i, i + 2));
            }
        }
        Collections.addAll(all, given);
        return all.toArray(String[]::new);
    }
}
