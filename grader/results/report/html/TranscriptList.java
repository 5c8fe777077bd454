package grader.results.report.html;

import grader.clients.http.Transcript.Mark;
import grader.clients.http.Transcript.Step;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** What happened on the wire, in numbered steps. What differs is marked, with what was expected next to it. */
final class TranscriptList {

    static final String STYLE = """
            .transcript { margin: .6rem 0; padding-left: 2.2rem; }
            .transcript > li { margin: .5rem 0; padding-left: .4rem; }
            .transcript > li::marker { font: .8125rem var(--sans); color: var(--quiet); }
            .transcript .label { margin: 0 0 .15rem; }
            .transcript pre { margin: 0; padding: .45rem .9rem; border-left: 3px solid var(--accent); border-radius: 0 .5rem .5rem 0; }
            .transcript .got pre { border-left: 5px double var(--firm); }
            .transcript .told { font: .9375rem/1.5 var(--sans); }
            .transcript .told pre { padding: 0; border: 0; background: none; font: inherit; }
            .transcript > .beside { margin-left: 4rem; }
            .expected { color: var(--senior); font-style: italic; }
            """;

    private TranscriptList() {}

    static void put(Element parent, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        Element list = parent.appendElement("ol").addClass("transcript");
        for (Step step : steps) {
            Element item = list.appendElement("li").addClass(switch (step.sign()) {
                case ">" -> "sent";
                case "<" -> "got";
                default -> "told";
            });
            if (step.lane() > 0) {
                item.addClass("beside");
            }
            String who = switch (step.sign()) {
                case ">" -> (step.who().isEmpty() ? "client" : step.who()) + " sends";
                case "<" -> (step.who().isEmpty() ? "client" : step.who()) + " receives";
                default -> step.who();
            };
            if (!who.isEmpty()) {
                item.appendElement("p").addClass("label").text(who);
            }
            lines(item.appendElement("pre").attr("dir", "ltr"), step);
        }
    }

    private static void lines(Element pre, Step step) {
        for (int i = 0; i < step.lines().size(); i++) {
            if (i > 0) {
                pre.appendChild(new TextNode("\n"));
            }
            if (step.mark() != null && step.mark().line() == i) {
                marked(pre, step.lines().get(i), step.mark());
            } else {
                pre.appendChild(new TextNode(step.lines().get(i)));
            }
        }
    }

    private static void marked(Element pre, String line, Mark mark) {
        int start = Math.clamp(mark.column(), 0, line.length());
        int end = Math.clamp((long) start + mark.length(), start, line.length());
        pre.appendChild(new TextNode(line.substring(0, start)));
        if (end > start) {
            pre.appendElement("mark").appendChild(new TextNode(line.substring(start, end)));
        }
        pre.appendChild(new TextNode(line.substring(end) + "    "));
        pre.appendElement("span").addClass("expected").appendChild(new TextNode("expected: " + mark.expected()));
    }
}
