package grader.conformance.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What has changed from one table to another, in words. */
final class Differences {

    private static final Map<Character, String> WORDS = Map.of('+', "met", '-', "unmet", '.', "not applicable");

    private Differences() {}

    static List<String> between(Recorded before, Recorded now) {
        if (before.requirements().isEmpty()) {
            return List.of();
        }
        Map<String, Recorded.Row> old =
                before.requirements().stream().collect(Collectors.toMap(Recorded.Row::id, Function.identity()));
        List<String> all = new ArrayList<>();
        for (Recorded.Row row : now.requirements()) {
            Recorded.Row was = old.get(row.id());
            if (was == null) {
                all.add(row.id() + ": not recorded yet");
                continue;
            }
            for (int i = 0; i < now.servers().size(); i++) {
                int place = before.place(now.servers().get(i).name());
                if (place >= 0 && was.marks().charAt(place) != row.marks().charAt(i)) {
                    all.add(now.servers().get(i).name() + ", " + row.id() + ": " + WORDS.get(row.marks().charAt(i))
                            + ", recorded as "
                            + WORDS.get(was.marks().charAt(place)));
                }
            }
        }
        return all;
    }
}
