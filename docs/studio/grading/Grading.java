package docs.studio.grading;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.process.Changes;
import docs.studio.stream.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A grading that was asked for, with its events so far: few more than there are checks. */
final class Grading implements Job {

    private static final Set<String> LAST = Set.of("result", "problem", "stopped");

    private final Changes changes;
    private final Runnable atEnd;
    private final List<JsonNode> events = new ArrayList<>();
    private boolean over;

    /** @param atEnd called once, after the last event */
    Grading(Changes changes, Runnable atEnd) {
        this.changes = changes;
        this.atEnd = atEnd;
    }

    /** Takes the next event; those after the last one are dropped. */
    void heard(JsonNode event) {
        synchronized (this) {
            if (over) {
                return;
            }
            events.add(event);
            over = LAST.contains(event.path("event").asText());
        }
        changes.happened();
        if (isOver()) {
            atEnd.run();
        }
    }

    @Override
    public synchronized boolean isOver() {
        return over;
    }

    private synchronized List<JsonNode> after(int told) {
        return List.copyOf(events.subList(told, events.size()));
    }

    /** The events in order, with the number of the first one. */
    @Override
    public Reader open() {
        return new Reader() {

            private int told;

            @Override
            public List<?> news(boolean last) {
                List<JsonNode> fresh = after(told);
                int at = told;
                told += fresh.size();
                return fresh.isEmpty() ? List.of() : List.of(Map.of("at", at, "events", fresh));
            }
        };
    }
}
