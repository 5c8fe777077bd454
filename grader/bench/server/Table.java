package grader.bench.server;

import grader.bench.server.Results.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as text: a table for each scenario with ratios to the reference, and bars of CPU time; then all ratios at a glance. */
final class Table {

    private static final int BAR = 24;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

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
     * @param colour  whether lines may be set in bold
     * @param unicode whether there are more characters than those of ASCII
     */
    static String of(Results results, boolean colour, boolean unicode) {
        Table table = new Table(results, colour, unicode);
        results.entries.forEach(table::scenario);
        table.glance();
        table.alone();
        results.absent.forEach((contender, why) -> table.line("%s does not take part: %s", contender, why));
        return unicode ? table.text.toString() : table.text.toString().replace("µ", "u");
    }

    private void scenario(Scenario scenario, Map<Contender, Entry> entries) {
        List<Contender> order = entries.keySet().stream().filter(contender -> entries.get(contender).isMeasured())
                .sorted(Comparator.comparingDouble(contender -> entries.get(contender).cpuMicros())).toList();
        double most = order.isEmpty() ? 1 : entries.get(order.getLast()).cpuMicros();
        double paced = entries.values().stream().flatMap(entry -> entry.times.stream()).mapToDouble(Results.Times::rate).findFirst().orElse(0);
        line("%n%s  %s", scenario, scenario.title);
        line("%-10s %18s %" + BAR + "s %10s %7s   %s", "", "CPU time a request", "", "requests/s", "", "p50 and p99 at %,.0f/s".formatted(paced));
        Entry base = entries.get(Contender.REFERENCE);
        for (Contender contender : order) {
            String row = row(contender, entries.get(contender), base, most);
            line("%s", colour && contender.isLab() ? "\033[1m" + row + "\033[0m" : row);
        }
        entries.forEach((contender, entry) -> entry.wrong.ifPresent(why -> line("%-10s not measured: %s", contender, why)));
    }

    private String row(Contender contender, Entry entry, Entry base, double most) {
        String times = entry.times.map(at -> "%8.2f ms %8.2f ms".formatted(at.p50(), at.p99())).orElse("");
        return "%-10s %8.2f µs %6s %s %,10.0f %7s %s".formatted(contender, entry.cpuMicros(), ratio(entry.cpuMicros(), base.cpuMicros()),
                bar(entry.cpuMicros() / most), entry.rate(), ratio(entry.rate(), base.rate()), times);
    }

    private static String ratio(double figure, double base) {
        return Double.isNaN(base) || Double.isNaN(figure) ? "-" : "%.2f".formatted(figure / base);
    }

    /** @param part of the whole length, from 0 to 1 */
    private String bar(double part) {
        int eighths = (int) Math.round(part * BAR * 8);
        String bar = unicode ? "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8)) : "#".repeat((eighths + 4) / 8);
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
            line("%-10s%s", contender, results.entries.values().stream()
                    .map(entries -> "%7s".formatted(glance(entries.get(contender), entries.get(Contender.REFERENCE))))
                    .collect(Collectors.joining()));
        }
    }

    private static String glance(Entry entry, Entry base) {
        return entry.isMeasured() ? ratio(entry.cpuMicros(), base.cpuMicros()) : "-";
    }

    private void alone() {
        if (results.costs.isEmpty()) {
            return;
        }
        Results.Cost base = results.costs.get(Contender.REFERENCE);
        line("%n%-10s %-22s %-24s %s", "", "start to first answer", "memory at rest", "more for an idle connection");
        results.costs.forEach((contender, cost) -> line("%-10s %8.0f ms %6s     %8.1f MiB %6s     %8.1f KiB %6s", contender,
                cost.startMillis(), ratio(cost.startMillis(), base.startMillis()),
                cost.restBytes() / (1 << 20), ratio(cost.restBytes(), base.restBytes()),
                cost.idleBytes() / 1024, ratio(cost.idleBytes(), base.idleBytes())));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ENGLISH, format, values).stripTrailing()).append(System.lineSeparator());
    }
}
