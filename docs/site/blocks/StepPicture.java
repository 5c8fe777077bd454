package docs.site.blocks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * What the parts of an SVG picture do, step by step. `data-on="2-4 7"` is seen in these steps only, `data-lit="3-"` is
 * lit from step 3 on, and `data-at="1:0,0 3:120,40"` stands there until the next place is named. On the svg itself,
 * `data-still="5"` says which step is shown where nothing moves; without it, the last one.
 */
record StepPicture(Element svg) {

    private static final Map<String, Pattern> FORMS = Map.of(
            "data-on", Pattern.compile("\\d+(-\\d*)?( \\d+(-\\d*)?)*"),
            "data-lit", Pattern.compile("\\d+(-\\d*)?( \\d+(-\\d*)?)*"),
            "data-at", Pattern.compile("\\d+:-?\\d+,-?\\d+( \\d+:-?\\d+,-?\\d+)*"),
            "data-still", Pattern.compile("\\d+"));

    /** The attributes whose values cannot be parsed, such as `data-on="two"`. */
    List<String> misspelt() {
        return written().filter(one -> !FORMS.get(one.name()).matcher(one.value()).matches())
                .map(Written::toString)
                .toList();
    }

    /** What names a step that is none of the first `count`. */
    List<String> beyond(int count) {
        return written().filter(one -> one.numbers().anyMatch(n -> n < 1 || n > count)).map(Written::toString).toList();
    }

    /** Everything that a reader could see in this step: two steps that look alike are equal here. */
    List<String> looks(int step) {
        List<String> looks = new ArrayList<>();
        for (Element part : parts()) {
            boolean hidden = part.parents().stream().anyMatch(around -> !isOn(around, step)) || !isOn(part, step);
            looks.add(hidden ? "" : isLit(part, step) + " " + place(part, step).orElse(""));
        }
        return looks;
    }

    /** Writes ranges out, so that a script need not, and shows the picture as it stands still. */
    void prepare(int count) {
        for (Element part : parts()) {
            for (String name : List.of("data-on", "data-lit")) {
                if (part.hasAttr(name)) {
                    part.attr(name, String.join(" ", steps(part.attr(name), count).mapToObj(String::valueOf).toList()));
                }
            }
        }
        svg.attr("data-still", String.valueOf(still(count)));
        show(still(count));
    }

    private int still(int count) {
        return svg.hasAttr("data-still") ? Integer.parseInt(svg.attr("data-still")) : count;
    }

    private void show(int step) {
        for (Element part : parts()) {
            toggle(part, "off", !isOn(part, step));
            toggle(part, "lit", isLit(part, step));
            place(part, step).ifPresent(place -> part.attr("transform", "translate(" + place + ")"));
        }
    }

    private static void toggle(Element part, String name, boolean wanted) {
        if (wanted) {
            part.addClass(name);
        } else {
            part.removeClass(name);
        }
    }

    private static boolean isOn(Element part, int step) {
        return !part.hasAttr("data-on") || steps(part.attr("data-on"), step).anyMatch(n -> n == step);
    }

    private static boolean isLit(Element part, int step) {
        return steps(part.attr("data-lit"), step).anyMatch(n -> n == step);
    }

    /** The last place that is named for `step` or one before it. */
    private static Optional<String> place(Element part, int step) {
        return Stream.of(part.attr("data-at").split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split(":"))
                .filter(place -> Integer.parseInt(place[0]) <= step)
                .reduce((before, later) -> later)
                .map(place -> place[1]);
    }

    /** The steps of `2-4 7-`; an open range ends with `last`. */
    private static IntStream steps(String ranges, int last) {
        return Stream.of(ranges.split(" ")).filter(word -> !word.isEmpty()).flatMapToInt(word -> {
            String[] ends = word.split("-", 2);
            int from = Integer.parseInt(ends[0]);
            int to = ends.length == 1 ? from : ends[1].isEmpty() ? last : Integer.parseInt(ends[1]);
            return IntStream.rangeClosed(from, to);
        });
    }

    private List<Element> parts() {
        return svg.select("[data-on], [data-lit], [data-at]");
    }

    private Stream<Written> written() {
        return svg.getAllElements()
                .stream()
                .flatMap(part -> FORMS.keySet()
                        .stream()
                        .filter(part::hasAttr)
                        .map(name -> new Written(name, part.attr(name))));
    }

    private record Written(String name, String value) {

        /** The steps that it names: in `3:120,40` the one before the colon. */
        IntStream numbers() {
            return Stream.of(value.split(" "))
                    .map(word -> word.replaceFirst(":.*", ""))
                    .flatMap(word -> Stream.of(word.split("-")))
                    .mapToInt(Integer::parseInt);
        }

        @Override
        public String toString() {
            return name + "=\"" + value + "\"";
        }
    }
}
