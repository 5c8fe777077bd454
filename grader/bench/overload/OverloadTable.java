package grader.bench.overload;

import grader.bench.load.Goodput;
import grader.core.console.Style;
import grader.core.console.TextTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The curves as text: a table for each server, with bars, and what was aimed at. */
final class OverloadTable {

    private static final int BAR = 24;
    /** Where the aims hold. */
    private static final double AIM_LOAD = 3;
    private static final int AIM_PERCENT = 80;
    private static final int AIM_MILLIS = 2 * OverloadServer.TARGET;
    private static final double NEARLY = 0.85;
    private static final double LAGS = 20;      // milliseconds
    private static final double FEW = 0.001;

    private final Style style;
    private final Duration patience;
    private final StringBuilder text = new StringBuilder();

    private OverloadTable(Style style, Duration patience) {
        this.style = style;
        this.patience = patience;
    }

    /** @param absent servers that were not measured, or not at every load, and why */
    static String of(Map<OverloadServer, Curve> curves, Map<OverloadServer, String> absent, Duration patience,
            Style style) {
        OverloadTable table = new OverloadTable(style, patience);
        curves.forEach(table::server);
        table.legend();
        curves.forEach(table::aims);
        absent.forEach((server, why) -> table.line("%s: %s", server, why));
        return style.fit(table.text.toString());
    }

    private void server(OverloadServer server, Curve curve) {
        line("%n%s  %s", style.bold(server.toString()), server.words());
        line("it can do %,.0f requests/s%s", curve.capacity(),
                curve.capacity() > NEARLY * OverloadServer.THREADS_CAN ? ""
                        : form("; its threads could do %,.0f, so this machine limits it, and not they",
                                OverloadServer.THREADS_CAN));
        TextTable table = new TextTable("rrrrlrrrr").row("load", "offered/s", "goodput/s", "of best", "", "p99",
                "refused", "late", "broken");
        for (double load : curve.loads()) {
            table.row(form("%s", number(load)), form("%,.0f", load * curve.capacity()),
                    form("%,.0f", curve.goodput(load)), percent(curve.ofBest(load)), bar(curve.ofBest(load)),
                    time(curve.p99(load)), percent(curve.share(load, Goodput::refused)),
                    percent(curve.share(load, Goodput::late)), percent(curve.share(load, Goodput::broken)));
        }
        table.lines().forEach(row -> line("%s", row));
        curve.loads().forEach(load -> faultsOfLoad(load, curve));
    }

    /** What the load, and not the server, failed to do. */
    private void faultsOfLoad(double load, Curve curve) {
        double lag = curve.rounds(load).stream().mapToDouble(Goodput::lagMillis).max().orElse(0);
        if (lag > LAGS) {
            line("at %s, the load sent requests up to %,.0f ms late: the machine is too busy for this", number(load),
                    lag);
        }
        if (curve.share(load, Goodput::unsent) > FEW) {
            line("at %s, %s of the requests were not sent: the load could not keep up", number(load),
                    percent(curve.share(load, Goodput::unsent)));
        }
    }

    private void aims(OverloadServer server, Curve curve) {
        if (server.isSubject() && curve.loads().contains(AIM_LOAD)) {
            double part = curve.ofBest(AIM_LOAD);
            double p99 = curve.p99(AIM_LOAD);
            line("%s at 3 times what it can do: goodput %s of its best (%s above %d %%), p99 %s (%s below %d ms)",
                    server, percent(part), is(100 * part > AIM_PERCENT), AIM_PERCENT, time(p99), is(p99 < AIM_MILLIS),
                    AIM_MILLIS);
        }
    }

    private static String is(boolean reached) {
        return reached ? "as aimed at," : "the aim is";
    }

    private void legend() {
        line("%nload: requests offered, as a multiple of what the server can do. goodput: 2xx within %,d ms of when",
                patience.toMillis());
        line("the request was due; then the client gives up, and the request is late. refused: any other status.");
        line("broken: no whole response. p99 is of what was not refused or broken; a late request counts with %,d ms.",
                patience.toMillis());
        line("Goodput is the median of the rounds.");
    }

    /** @param part of the whole length, from 0 to 1 */
    private String bar(double part) {
        return (style.unicode() ? "█" : "#").repeat((int) Math.round(part * BAR));
    }

    private String time(double millis) {
        return Double.isNaN(millis) ? "-"
                : form(millis >= patience.toMillis() ? "≥%,.0f ms" : "%,.0f ms",
                        Math.min(millis, patience.toMillis()));
    }

    static String number(double load) {
        return load == Math.rint(load) ? form("%.0f", load) : String.valueOf(load);
    }

    private static String percent(double part) {
        return form("%.0f %%", 100 * part);
    }

    private void line(String format, Object... values) {
        text.append(form(format, values).stripTrailing()).append(System.lineSeparator());
    }

    private static String form(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }
}
