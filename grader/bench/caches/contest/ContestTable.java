package grader.bench.caches.contest;

import grader.core.console.Style;
import grader.core.console.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The contest as text: bars for each trace, the ranking, and what it means. */
public final class ContestTable {

    private static final int BAR = 10;

    private final Style style;
    private final ContestResult result;
    private final StringBuilder text = new StringBuilder();

    private ContestTable(ContestResult result, Style style) {
        this.result = result;
        this.style = style;
    }

    public static String of(ContestResult result, Style style) {
        ContestTable table = new ContestTable(result, style);
        result.traces().forEach(table::trace);
        table.line("%nA number is the share of the requests that were hits; a bar, the share of the hits that were"
                + " possible.");
        table.ranking();
        table.line("");
        ContestWords.of(result).forEach(sentence -> table.line("%s", sentence));
        return style.fit(table.text.toString());
    }

    private void trace(Trace trace) {
        ContestResult sizes = result.of(trace);
        line("%n%s: %s", style.bold(trace.toString()), trace.sentence());
        TextTable table = new TextTable("l" + "lr".repeat(sizes.rounds().size()) + "r");
        List<Object> titles = new ArrayList<>(List.of("room for"));
        List<Object> best = new ArrayList<>(List.of("best possible"));
        for (Contest.Round round : sizes.rounds()) {
            titles.addAll(List.of(form("%,d", round.entries()), ""));
            best.addAll(List.of(bar(1), percent(round.rate(round.best()))));
        }
        titles.add("a hit");
        table.row(titles.toArray()).row(best.toArray());
        for (Entrant entrant : sizes.ranked()) {
            List<Object> cells = new ArrayList<>(List.of(entrant.name()));
            for (Contest.Round round : sizes.rounds()) {
                cells.addAll(List.of(bar(round.share(entrant)), percent(round.rate(round.hits(entrant)))));
            }
            cells.add(nanos(sizes.nanos(entrant)));
            table.row(cells.toArray());
        }
        table.lines().forEach(row -> line("%s", row));
    }

    private void ranking() {
        TextTable table = new TextTable("rlr" + "r".repeat(result.traces().size()) + "rr");
        List<Object> titles = new ArrayList<>(List.of("", "of the best possible", "all"));
        titles.addAll(result.traces());
        titles.addAll(List.of("a hit", "of LRU's"));
        table.row(titles.toArray());
        int place = 1;
        for (Entrant entrant : result.ranked()) {
            List<Object> cells = new ArrayList<>(List.of(place++ + ".", entrant.name(), whole(result.share(entrant))));
            result.traces().forEach(trace -> cells.add(whole(result.of(trace).share(entrant))));
            cells.add(nanos(result.nanos(entrant)));
            cells.add(Double.isNaN(result.ratio(entrant)) ? "-" : form("%.1f", result.ratio(entrant)));
            table.row(cells.toArray());
        }
        line("");
        table.lines().forEach(row -> line("%s", row));
    }

    /** @param share from 0 on; more than 1 is full */
    private String bar(double share) {
        int full = (int) Math.round(BAR * Math.min(share, 1));
        return (style.unicode() ? "█" : "#").repeat(full) + (style.unicode() ? "░" : ".").repeat(BAR - full);
    }

    private static String percent(double share) {
        return form("%.1f %%", 100 * share);
    }

    static String whole(double share) {
        return form("%.0f %%", 100 * share);
    }

    private static String nanos(double nanos) {
        return Double.isNaN(nanos) ? "-" : form("%,.0f ns", nanos);
    }

    private void line(String format, Object... values) {
        text.append(form(format, values).stripTrailing()).append(System.lineSeparator());
    }

    static String form(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }
}
