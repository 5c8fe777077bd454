package grader.bench.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.bench.load.Scenario;
import grader.bench.server.Contender;
import grader.bench.server.Entry;
import grader.bench.server.OpenLoop;
import grader.bench.server.Results;
import grader.core.console.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is said of proxies, and not of servers. */
final class EdgeTable {

    private static final double MICROS = 1e6;
    private static final double MIB = 1 << 20;

    private EdgeTable() {}

    static List<String> lines(Results results, Map<Contender, Streaming.Figures> messages) {
        List<String> lines = new ArrayList<>();
        added(results, lines);
        handshakes(results, lines);
        messages(messages, lines);
        return lines;
    }

    /** The backend is asked at the same rate as the proxies in front of it. */
    private static void added(Results results, List<String> lines) {
        TextTable table = new TextTable("llrr").row("", "", "adds to p50", "adds to p99");
        results.entries.forEach((scenario, entries) -> {
            Optional<OpenLoop> direct = Optional.ofNullable(entries.get(Contender.BACKEND)).flatMap(EdgeTable::paced);
            entries.forEach((contender, entry) -> {
                if (contender != Contender.BACKEND && direct.isPresent() && paced(entry).isPresent()) {
                    OpenLoop times = paced(entry).get();
                    table.row(scenario, contender, millis(times.p50() - direct.get().p50()),
                            millis(times.p99() - direct.get().p99()));
                }
            });
        });
        print("What a proxy adds to the times of the backend asked directly, at the same rate; if that is less than 0, "
                + "the machine had other work", table, lines);
    }

    private static Optional<OpenLoop> paced(Entry entry) {
        return entry.isMeasured() ? entry.paced.filter(OpenLoop::isMeasured) : Optional.empty();
    }

    private static void handshakes(Results results, List<String> lines) {
        TextTable table = new TextTable("lrr").row("", "full", "resumed");
        Map<Contender, Entry> full = results.entries.getOrDefault(Scenario.T2, Map.of());
        Map<Contender, Entry> resumed = results.entries.getOrDefault(Scenario.T3, Map.of());
        results.entries.values().stream().flatMap(each -> each.keySet().stream()).distinct().sorted().forEach(each -> {
            if (isMeasured(full.get(each)) || isMeasured(resumed.get(each))) {
                table.row(each, perSecond(full.get(each)), perSecond(resumed.get(each)));
            }
        });
        print("TLS 1.3 handshakes per second of CPU time, with the closing of the connection", table, lines);
    }

    private static boolean isMeasured(Entry entry) {
        return entry != null && entry.isMeasured();
    }

    private static String perSecond(Entry entry) {
        return isMeasured(entry) ? form("%,.0f", MICROS / entry.cpuMicros()) : "-";
    }

    private static void messages(Map<Contender, Streaming.Figures> messages, List<String> lines) {
        TextTable table = new TextTable("llrrrr").row("", "", "CPU time", "MiB/s", "most RSS", "live heap after it");
        messages.forEach((contender, figures) -> {
            row(table, contender, "response", figures.response(), "");
            row(table, contender, "request", figures.request(), form("%,.1f MiB", figures.heapBytes() / MIB));
        });
        long bytes = messages.values().stream().mapToLong(each -> each.response().bytes()).findFirst().orElse(0);
        print(form("One message of %,.0f MiB each way through an edge with %s", bytes / MIB, Streaming.HEAP), table,
                lines);
    }

    private static void row(TextTable table, Contender contender, String what, Streaming.Passed passed, String heap) {
        table.row(contender, what, form("%,.2f s", passed.cpu().toNanos() / 1e9),
                form("%,.0f", passed.bytes() / MIB / (passed.nanos() / 1e9)),
                form("%,.1f MiB", passed.mostBytes() / MIB), heap);
    }

    private static void print(String title, TextTable table, List<String> lines) {
        List<String> rows = table.lines();
        if (rows.size() > 1) {
            lines.add("");
            lines.add(title);
            lines.addAll(rows);
        }
    }

    static void longMessages(Map<Contender, Streaming.Figures> messages, ObjectNode node) {
        messages.forEach((contender, figures) -> {
            ObjectNode each = node.putObject(contender.toString());
            passed(each.putObject("response"), figures.response());
            passed(each.putObject("request"), figures.request());
            each.put("liveHeapBytes", Double.isNaN(figures.heapBytes()) ? null : figures.heapBytes());
        });
    }

    private static void passed(ObjectNode node, Streaming.Passed passed) {
        node.put("bytes", passed.bytes())
                .put("cpuMillis", passed.cpu().toMillis())
                .put("nanos", passed.nanos())
                .put("mostResidentBytes", passed.mostBytes());
    }

    private static String millis(double value) {
        return form("%.2f ms", value);
    }

    private static String form(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }
}
