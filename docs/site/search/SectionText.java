package docs.site.search;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.Selector;

/**
 * The words of a part of a page: without its heading, the sections and terms within it, and what is not to be found.
 *
 * @param text on one line
 * @param code the words of its listings
 */
record SectionText(String text, String code) {

    /**
     * Answers and the choices of a question are not found by searching; nor are the contracts of a lab's methods, which
     * the text above them says in other words, and what stands on a page for its own sake.
     */
    private static final Evaluator LEFT_OUT =
            Selector.evaluatorOf(
                    ".solutions, .again, fieldset details, .aloud details, .options, .contract, .label, .anchor, "
                            + ".still, .facts, .run > summary, summary:containsOwn(Common mistakes), "
                            + ".altitude-mark, .task-line, .card, svg.narrow, svg text, svg title, "
                            + SearchIndex.SECTIONS);
    private static final Evaluator TERMS = Selector.evaluatorOf(SearchIndex.TERMS);
    private static final Evaluator LISTING = Selector.evaluatorOf("pre, .excerpt > figcaption");
    /** They stand apart, which in HTML they may do without a space. */
    private static final Evaluator BLOCK =
            Selector.evaluatorOf("p, li, td, th, dt, dd, div, br, legend, pre, figcaption, desc, summary");

    static SectionText of(Element part) {
        Walk walk = new Walk(part);
        part.filter(walk);
        return new SectionText(oneLine(walk.text), oneLine(walk.code));
    }

    private static String oneLine(StringBuilder words) {
        return words.toString().replaceAll("[\\s\u00A0]+", " ").strip();
    }

    /** From the first word to the last. */
    private static final class Walk implements NodeFilter {

        private final Element part;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder code = new StringBuilder();
        private Element listing;        // null outside of one

        Walk(Element part) {
            this.part = part;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                (listing == null ? text : code).append(words.getWholeText());
            } else if (node instanceof Element element && element != part) {
                if (isHeading(element) || element.is(LEFT_OUT) || isTermOrMeaning(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                if (listing == null && element.is(LISTING)) {
                    listing = element;
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && element.is(BLOCK)) {
                (listing == null ? text : code).append(' ');
            }
            if (node == listing) {
                listing = null;
            }
            return FilterResult.CONTINUE;
        }

        private boolean isHeading(Element element) {
            return element.parent() == part && (element.nameIs("h2") || element.nameIs("h3") || element.nameIs("h4"));
        }

        /** Several terms may share one meaning. What is asked for may be a meaning itself. */
        private boolean isTermOrMeaning(Element element) {
            Element before = element.nameIs("dd") ? element.previousElementSibling() : null;
            return !part.nameIs("dd")
                    && (element.nameIs("dt") && element.is(TERMS) || before != null && before.is(TERMS));
        }
    }
}
