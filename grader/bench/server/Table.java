package grader.bench.server;

import grader.bench.load.Scenario;
import grader.bench.server.Results.Cost;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Results as text: a table for each scenario with ratios to the reference, and bars of CPU time; then all ratios at a
 * glance.
 */
final class Table {

    private static final int BAR = 16;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final String NO_BASE = "The reference was not measured here: so there are no ratios.";

    private final Results results;
    private final boolean colour;
    private final boolean unicode;
    private final StringBuilder text = new StringBuilder();

    private Table(Results results, boolean colour, boolean unicode) {
        this.results = results;
        this.colour = colour;
        this.unicode = unicode;
    }

    /**
     * @param colour whether lines may be set in bold
     * @param unicode whether there are more characters than those of ASCII
     */
    static String of(Results results, boolean colour, boolean unicode) {
        Table table = new Table(results, colour, unicode);
        results.entries.forEach(table::scenario);
        table.glance();
        table.alone();
        table.legend();
        results.leftOut.forEach((scenario, why) -> table.line("%s is left out: %s", scenario, why));
        results.absent.forEach((contender, why) -> table.line("%s does not take part: %s", contender, why));
        return unicode ? table.text.toString()
                : table.text.toString().replace('µ', 'u').replace('–', '-').replace('≥', '>');
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
            line("%-10s %-" + (29 + BAR) + "s %11s %7s   %s", "", "CPU time a request", "requests/s", "",
                    entries.get(order.getFirst()).paced
                            .map(paced -> form("p50 and p99 at %,.0f/s", paced.asked))
                            .orElse(""));
        }
        for (Contender contender : order) {
            String row = row(contender, entries.get(contender), base, most);
            line("%s", colour && contender.isLab() ? "\033[1m" + row + "\033[0m" : row);
        }
        if (base.isEmpty() && !order.isEmpty()) {
            line("%s", NO_BASE);
        }
        entries.forEach(this::notes);
    }

    private String row(Contender contender, Entry entry, Optional<Entry> base, double most) {
        Ratio cpu = base.map(reference -> entry.to(reference, Entry.Round::cpuMicros)).orElse(Ratio.NONE);
        Ratio rate = base.map(reference -> entry.to(reference, Entry.Round::rate)).orElse(Ratio.NONE);
        String times = entry.paced.filter(Paced::isMeasured)
                .map(paced -> form("%8.2f ms %8.2f ms", paced.p50(), paced.p99()))
                .orElse("");
        return form("%-10s %8.2f µs %5s %11s %s %1s%,10.0f %7s %s", contender, entry.cpuMicros(), ratio(cpu),
                entry.rounds.size() > 1 ? spread(cpu) : "", bar(entry.cpuMicros() / most),
                entry.isLoadSaturated() ? "≥" : "", entry.rate(), ratio(rate), times);
    }

    private void notes(Contender contender, Entry entry) {
        entry.wrong.ifPresent(why -> line("%-10s not measured: %s", contender, why));
        if (!entry.isMeasured()) {
            return;
        }
        entry.paced.filter(Paced::isBehind)
                .ifPresent(paced -> line(
                        "%-10s answered only %,.0f of %,.0f requests a second: its p50 and p99 are those of an "
                                + "overload, of it or of this machine",
                        contender, paced.rate(), paced.asked));
        if (entry.ended > 0) {
            line("%-10s ended %,d connections that were to be kept; they were made anew", contender, entry.ended);
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
        String bar = unicode ? "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8))
                : "#".repeat((eighths + 4) / 8);
        return bar + " ".repeat(BAR - Math.min(BAR, bar.length()));
    }

    /** CPU time a request, as a multiple of the reference's. */
    private void glance() {
        if (results.entries.size() < 2) {
            return;
        }
        line("%nCPU time a request, as a multiple of the reference's");
        line("%-10s%s", "", results.entries.keySet().stream().map("%7s"::formatted).collect(Collectors.joining()));
        for (Contender contender : results.entries.values().iterator().next().keySet()) {
            line("%-10s%s", contender, results.entries.keySet()
                    .stream()
                    .map(scenario -> "%7s".formatted(glance(scenario, contender)))
                    .collect(Collectors.joining()));
        }
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
        Optional<Cost> base = Optional.ofNullable(results.costs.get(Contender.REFERENCE));
        line("%n%-10s %-22s %-24s %s", "", "start to first answer", "memory at rest", "more for an idle connection");
        results.costs
                .forEach((contender, cost) -> line("%-10s %8.0f ms %6s     %8.1f MiB %6s     %8.1f KiB %6s", contender,
                        cost.startMillis(), toBase(cost.startMillis(), base.map(Cost::startMillis)),
                        cost.restBytes() / (1 << 20), toBase(cost.restBytes(), base.map(Cost::restBytes)),
                        cost.idleBytes() / 1024, toBase(cost.idleBytes(), base.map(Cost::idleBytes))));
        if (base.isEmpty()) {
            line("%s", NO_BASE);
        }
    }

    private static String toBase(double figure, Optional<Double> base) {
        return base.map(of -> ratio(Ratio.of(figure, of))).orElse("-");
    }

    private void legend() {
        if (results.entries.values().stream().flatMap(of -> of.values().stream()).noneMatch(Entry::isMeasured)) {
            return;
        }
        line("%nFigures are medians of the rounds. A ratio is the median of the ratios of each round to the "
                + "reference in the same round; behind it%n"
                + "stand the least and the most of them. p50 and p99 are of the requests of all rounds together, "
                + "at one rate for all servers.");
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
