package grader.bench.server;

import grader.bench.load.Scenario;
import grader.bench.server.Results.Cost;
import grader.core.console.Style;
import grader.core.console.TextTable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Results as text: a table for each scenario with ratios to one of them, and bars of CPU time; then all ratios at a
 * glance.
 */
public final class Table {

    private static final int BAR = 16;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private final Results results;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    private Table(Results results, Style style) {
        this.results = results;
        this.style = style;
    }

    public static String of(Results results, Style style) {
        Table table = new Table(results, style);
        results.entries.forEach(table::scenario);
        table.glance();
        table.alone();
        table.legend();
        results.leftOut.forEach((scenario, why) -> table.line("%s is left out: %s", scenario, why));
        results.absent.forEach((contender, why) -> table.line("%s does not take part: %s", contender, why));
        return style.fit(table.text.toString());
    }

    private void scenario(Scenario scenario, Map<Contender, Entry> entries) {
        List<Contender> order = entries.keySet()
                .stream()
                .filter(contender -> entries.get(contender).isMeasured())
                .sorted(Comparator.comparingDouble(contender -> entries.get(contender).cpuMicros()))
                .toList();
        double most = order.isEmpty() ? 1 : entries.get(order.getLast()).cpuMicros();
        Optional<Entry> base = results.base(scenario);
        line("%n%s  %s", scenario, scenario.title);
        if (!order.isEmpty()) {
            rows(order, entries, base, most);
        }
        if (base.isEmpty() && !order.isEmpty()) {
            line("%s was not measured here: so there are no ratios.", results.base);
        }
        entries.forEach(this::notes);
    }

    private void rows(List<Contender> order, Map<Contender, Entry> entries, Optional<Entry> base, double most) {
        TextTable table = new TextTable("lrrrlrrrr").row("", "CPU/request", "ratio", "range", "", "requests/s", "ratio",
                "p50", "p99");
        order.forEach(contender -> row(table, contender, entries.get(contender), base, most));
        List<String> lines = table.lines();
        line("%s", lines.getFirst());
        for (int i = 0; i < order.size(); i++) {
            String line = lines.get(i + 1);
            line("%s", order.get(i).isLab() ? style.bold(line) : line);
        }
        entries.get(order.getFirst()).paced
                .ifPresent(paced -> line("p50 and p99 are at %,.0f requests/s", paced.asked));
    }

    private void row(TextTable table, Contender contender, Entry entry, Optional<Entry> base, double most) {
        Ratio cpu = base.map(of -> entry.to(of, Entry.Round::cpuMicros)).orElse(Ratio.NONE);
        Ratio rate = base.map(of -> entry.to(of, Entry.Round::rate)).orElse(Ratio.NONE);
        Optional<OpenLoop> paced = entry.paced.filter(OpenLoop::isMeasured);
        table.row(contender, form("%.2f µs", entry.cpuMicros()), ratio(cpu),
                entry.rounds.size() > 1 ? spread(cpu) : "", bar(entry.cpuMicros() / most),
                form("%s%,.0f", entry.isLoadSaturated() ? "≥" : "", entry.rate()), ratio(rate),
                paced.map(each -> form("%.2f ms", each.p50())).orElse(""),
                paced.map(each -> form("%.2f ms", each.p99())).orElse(""));
    }

    private void notes(Contender contender, Entry entry) {
        entry.wrong.ifPresent(why -> line("%-10s not measured: %s", contender, why));
        if (!entry.isMeasured()) {
            return;
        }
        entry.paced.filter(OpenLoop::isBehind)
                .ifPresent(paced -> line(
                        "%-10s answered only %,.0f of %,.0f requests a second: its p50 and p99 are those of an "
                                + "overload, of it or of this machine",
                        contender, paced.rate(), paced.asked));
        if (entry.ended > 0) {
            line("%-10s closed %,d persistent connections; they were opened again", contender, entry.ended);
        }
    }

    private static String ratio(Ratio ratio) {
        return Double.isNaN(ratio.median()) ? "-" : form("%.2f", ratio.median());
    }

    private static String spread(Ratio ratio) {
        return Double.isNaN(ratio.median()) ? "" : form("%.2f–%.2f", ratio.least(), ratio.most());
    }

    /** @param part of the whole length, from 0 to 1 */
    private String bar(double part) {
        int eighths = (int) Math.round(part * BAR * 8);
        return style.unicode() ? "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8))
                : "#".repeat((eighths + 4) / 8);
    }

    /** CPU time a request, as a multiple of the base's. */
    private void glance() {
        if (results.entries.size() < 2) {
            return;
        }
        line("%nCPU time a request, as a multiple of that of %s", results.base);
        TextTable table = new TextTable("l" + "r".repeat(results.entries.size()));
        table.row(cells("", results.entries.keySet().stream()));
        for (Contender contender : results.entries.values().iterator().next().keySet()) {
            table.row(cells(contender, results.entries.keySet().stream().map(each -> glance(each, contender))));
        }
        table.lines().forEach(row -> line("%s", row));
    }

    private static Object[] cells(Object first, Stream<?> others) {
        return Stream.concat(Stream.of(first), others).toArray();
    }

    private String glance(Scenario scenario, Contender contender) {
        Entry entry = results.entry(scenario, contender);
        return entry.isMeasured()
                ? results.base(scenario).map(base -> ratio(entry.to(base, Entry.Round::cpuMicros))).orElse("-")
                : "-";
    }

    private void alone() {
        if (results.costs.isEmpty()) {
            return;
        }
        Optional<Cost> base = Optional.ofNullable(results.costs.get(results.base));
        TextTable table = new TextTable("lrrrrrr").row("", "first response", "ratio", "idle memory", "ratio",
                "per idle connection", "ratio");
        results.costs.forEach((contender, cost) -> table.row(contender, form("%.0f ms", cost.startMillis()),
                toBase(cost.startMillis(), base.map(Cost::startMillis)),
                form("%.1f MiB", cost.restBytes() / (1 << 20)), toBase(cost.restBytes(), base.map(Cost::restBytes)),
                Double.isNaN(cost.idleBytes()) ? "-" : form("%.1f KiB", cost.idleBytes() / 1024),
                toBase(cost.idleBytes(), base.map(Cost::idleBytes))));
        line("");
        table.lines().forEach(row -> line("%s", row));
        if (base.isEmpty()) {
            line("%s was not measured here: so there are no ratios.", results.base);
        }
    }

    private static String toBase(double figure, Optional<Double> base) {
        return base.map(of -> ratio(Ratio.of(figure, of))).orElse("-");
    }

    private void legend() {
        if (results.entries.values().stream().flatMap(of -> of.values().stream()).noneMatch(Entry::isMeasured)) {
            return;
        }
        line("%nFigures are medians of the rounds. A ratio is the median of the ratios of each round to %s "
                + "in the same round; after it%n"
                + "come the least and the most of them. p50 and p99 are of the requests of all rounds together, "
                + "at one rate for all servers.", results.base);
        if (results.entries.values()
                .stream()
                .flatMap(of -> of.values().stream())
                .anyMatch(entry -> entry.isMeasured() && entry.isLoadSaturated())) {
            line("≥: the load itself had no time left. The server can do so much at least.");
        }
    }

    private void line(String format, Object... values) {
        text.append(form(format, values).stripTrailing()).append(System.lineSeparator());
    }

    private static String form(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }
}
