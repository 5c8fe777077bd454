package docs.studio.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way of each of the last requests across the processes: what each of them has logged about it. */
final class TraceLog {

    /**
     * What one process has logged.
     *
     * @param at when it began there, in milliseconds after the client sent it
     * @param parts of that time, in order; those of a database are its statements
     * @param outcome its status, and how its response ended; empty for a database
     */
    record Span(String process, double at, double millis, List<Part> parts, String outcome) {}

    record Part(String name, double millis) {}

    /** A request of the load. @param outcome empty as long as there is none */
    record Trace(String id, String request, double millis, String outcome, boolean failed, List<Span> spans) {}

    /** The logs have whole milliseconds, so a process may seem to begin together with the next one. */
    private static final Comparator<Span> OUTERMOST_FIRST = Comparator.comparingDouble(Span::at)
            .thenComparing(Comparator.comparingDouble(Span::millis).reversed());
    private static final int MOST = 2_000;
    private static final int RECENT = 300;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern STATEMENT =
            Pattern.compile("(\\d+\\.\\d+) LOG: +duration: ([\\d.]+) ms +(parse|bind|execute|statement)\\b.*");
    private static final Pattern PARENT = Pattern.compile("traceparent='00-([0-9a-f]{32})-");

    private static final class Entry {
        private final String request;
        private final long begun;       // milliseconds since 1970
        private final List<Span> spans = new ArrayList<>();
        private double millis;
        private String outcome = "";
        private boolean failed;

        private Entry(String request, long begun) {
            this.request = request;
            this.begun = begun;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private Matcher statement;      // the last one in the database's log; its text may go on for lines

    /** A request is about to be sent. */
    synchronized void begins(String trace, String request) {
        entries.put(trace, new Entry(request, System.currentTimeMillis()));
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    synchronized void ended(String trace, double millis, String outcome, boolean failed) {
        Entry entry = entries.get(trace);
        if (entry != null) {
            entry.millis = millis;
            entry.outcome = outcome;
            entry.failed = failed;
        }
    }

    /** Takes a line that a process has printed; those of its access log are JSON (lab 12). */
    void heard(String process, String line) {
        if (!line.startsWith("{")) {
            return;
        }
        try {
            JsonNode said = JSON.readTree(line);
            List<Part> parts = new ArrayList<>();
            said.path("parts")
                    .properties()
                    .forEach(part -> parts.add(new Part(part.getKey(), part.getValue().asDouble())));
            add(said.path("trace").asText(), process, Instant.parse(said.path("time").asText()).toEpochMilli(),
                    said.path("ms").asDouble(), parts,
                    said.path("status").asText() + ", " + said.path("outcome").asText());
        } catch (JsonProcessingException | DateTimeParseException noLine) {
            // a learner's log may be unfinished
        }
    }

    /** Takes a line of PostgreSQL. */
    synchronized void heardDatabase(String line) {
        Matcher begin = STATEMENT.matcher(line);
        if (begin.matches()) {
            statement = begin;
        }
        Matcher parent = PARENT.matcher(line);
        if (statement != null && parent.find()) {
            double millis = Double.parseDouble(statement.group(2));
            add(parent.group(1), "database", Double.parseDouble(statement.group(1)) * 1000 - millis, millis,
                    List.of(new Part(statement.group(3), millis)), "");
            statement = null;
        }
    }

    private synchronized void add(String trace, String process, double from, double millis, List<Part> parts,
            String outcome) {
        Entry entry = entries.get(trace);
        if (entry != null) {
            entry.spans.add(new Span(process, Math.max(0, from - entry.begun), millis, parts, outcome));
        }
    }

    /** The last request that is over and was logged. */
    synchronized Optional<Trace> newest() {
        return recent().stream().filter(trace -> !trace.spans().isEmpty()).reduce((first, second) -> second);
    }

    /** The slowest of the last requests. */
    synchronized Optional<Trace> slowest() {
        return recent().stream().max(Comparator.comparingDouble(Trace::millis));
    }

    /** The last request without a good response. */
    synchronized Optional<Trace> failed() {
        return recent().stream().filter(Trace::failed).reduce((first, second) -> second);
    }

    /** What was logged about one request. */
    synchronized List<Span> of(String trace) {
        Entry entry = entries.get(trace);
        return entry == null ? List.of() : trace(trace, entry).spans();
    }

    private List<Trace> recent() {
        List<Trace> all = new ArrayList<>();
        Collection<Map.Entry<String, Entry>> some = entries.entrySet();
        some.stream()
                .filter(each -> !each.getValue().outcome.isEmpty())
                .skip(Math.max(0, some.size() - RECENT))
                .forEach(each -> all.add(trace(each.getKey(), each.getValue())));
        return all;
    }

    private static Trace trace(String id, Entry entry) {
        return new Trace(id, entry.request, entry.millis, entry.outcome, entry.failed,
                entry.spans.stream().sorted(OUTERMOST_FIRST).toList());
    }
}
