package grader.results.report.html;

import grader.core.course.Lab;
import java.util.List;
import org.jsoup.nodes.Element;

/** A request's way through the server, in seven stops; those that the lab builds are marked. */
final class SevenStops {

    static final String STYLE = """
            .stops { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; list-style: none; margin: 1.5rem 0 0; padding: 0; font: .875rem/1.4 var(--sans); color: var(--quiet); }
            .stops li { position: relative; padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 2rem; }
            .stops li:not(:last-child)::after { content: "→"; content: "→" / ""; position: absolute; right: -1.2rem; color: var(--quiet); font-weight: 400; }
            .stops [aria-current] { border: 2px solid var(--accent); background: var(--tint); color: var(--accent); font-weight: 650; }
            @media print { .stops [aria-current] { print-color-adjust: exact; } }
            """;

    private static final List<String> STOPS =
            List.of("accept", "parse", "route", "middleware", "handle", "serialize", "drain");
    private static final String ALL = "all";
    private static final String IN_FRONT = "before accept";

    private SevenStops() {}

    static void put(Element parent, Lab lab) {
        List<String> own = List.of(lab.data().stop().split(", "));
        Element list = parent.appendElement("ol").addClass("stops").attr("aria-label", "A request's way");
        if (own.contains(IN_FRONT)) {
            stop(list, IN_FRONT, true);
        }
        STOPS.forEach(stop -> stop(list, stop, own.contains(stop) || own.contains(ALL)));
    }

    private static void stop(Element list, String name, boolean own) {
        Element stop = list.appendElement("li").text(name);
        if (own) {
            stop.attr("aria-current", "step");
        }
    }
}
