package grader.teaching.similarity;

import grader.teaching.similarity.Pair.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * The sources of one submission of a pair: files that have a passage in common with the other one, each passage marked,
 * with a link to the same one on the other side.
 */
final class SourceColumn {

    static final String STYLE = """
            .source { max-height: 80vh; overflow: auto; padding: 0 .75rem .75rem; border: 1px solid var(--line); border-radius: .5rem; }
            .source h4 { margin: .9rem 0 .4rem; font-size: .9375rem; }
            .source pre { padding: .5rem 0; font-size: .8125rem; }
            .source .line { display: block; padding-left: 4em; text-indent: -4em; }
            .source .line > span { display: inline-block; width: 4em; padding-right: .8em; text-align: right; text-indent: 0; color: var(--quiet); user-select: none; }
            .source mark { display: block; margin: .1rem 0; border-left: 4px solid var(--accent); background: var(--tint); color: var(--ink); font-weight: 400; text-decoration: none; scroll-margin: 3rem; }
            .source mark:target { outline: 2px solid var(--accent); }
            .source mark a { display: block; padding-left: .5rem; font: 650 .8125rem/1.7 var(--sans); }
            @media print { .source { max-height: none; overflow: visible; } }
            """;

    private final String pair;
    private final int side;
    private final String other;
    private final List<Place> here;
    private final List<Place> there;

    /** @param pair what anchors begin with @param side 1 or 2 @param other the other one's name */
    private SourceColumn(String pair, int side, String other, List<Place> here, List<Place> there) {
        this.pair = pair;
        this.side = side;
        this.other = other;
        this.here = here;
        this.there = there;
    }

    /** @param here by number, where the passages are @param there the same of the other one */
    static void put(Element parent, String pair, int side, Compared one, Compared other, List<Place> here,
            List<Place> there) {
        Element region = parent.appendElement("div").addClass("source");
        region.attr("role", "region").attr("tabindex", "0").attr("aria-label", pair + ": sources of " + one.label());
        region.appendElement("h3").appendElement("bdi").text(one.label());
        SourceColumn column = new SourceColumn(pair, side, other.label(), here, there);
        Map<String, String> common = new TreeMap<>(one.files());
        common.keySet().retainAll(here.stream().map(Place::file).toList());
        common.forEach((name, text) -> column.file(region, name, text));
        int others = one.files().size() - common.size();
        if (others > 0) {
            region.appendElement("p").addClass("quiet").text("Files without such a passage: " + others);
        }
    }

    private void file(Element region, String name, String text) {
        region.appendElement("h4").appendElement("code").text(name);
        Element pre = region.appendElement("pre").attr("dir", "ltr");
        List<String> lines = text.lines().toList();
        int next = 1;
        for (int number : numbers(name)) {
            Place place = here.get(number);
            lines(pre, lines, next, place.from() - 1);
            Element mark = pre.appendElement("mark").attr("id", anchor(side, number));
            link(mark, number);
            lines(mark, lines, Math.max(next, place.from()), place.to());
            next = Math.max(next, place.to() + 1);
        }
        lines(pre, lines, next, lines.size());
    }

    /** The passages in a file, from top to bottom. */
    private List<Integer> numbers(String name) {
        return IntStream.range(0, here.size())
                .filter(number -> here.get(number).file().equals(name))
                .boxed()
                .sorted(Comparator.comparingInt(number -> here.get(number).from()))
                .toList();
    }

    private String anchor(int which, int number) {
        return anchor(pair, which, number);
    }

    /** Of a passage. @param side 1 or 2 @param number from 0 */
    static String anchor(String pair, int side, int number) {
        return pair.replace(' ', '-') + "-" + side + "-" + (number + 1);
    }

    private void link(Element mark, int number) {
        Place place = there.get(number);
        Element link = mark.appendElement("a").attr("href", "#" + anchor(3 - side, number));
        link.text((number + 1) + " ⇄ " + place.file() + ":" + place.from());
        link.attr("aria-label", "passage " + (number + 1) + ", to " + place.file() + " line " + place.from() + " of "
                + other);
    }

    private static void lines(Element parent, List<String> lines, int from, int to) {
        for (int line = from; line <= Math.min(to, lines.size()); line++) {
            Element shown = parent.appendElement("span").addClass("line");
            shown.appendElement("span").attr("aria-hidden", "true").text(String.valueOf(line));
            shown.appendChild(new TextNode(lines.get(line - 1) + "\n"));
        }
    }
}
