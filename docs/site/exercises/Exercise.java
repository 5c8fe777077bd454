package docs.site.exercises;

import docs.site.blocks.KeyBlock;
import docs.site.blocks.PageContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.asciidoctor.ast.Cursor;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * What quiz, order, recall and predict have in common: a question, and what follows it. They are read as AsciiDoc and
 * checked here; the finished HTML becomes a group that is named by its question. A script may add controls to it.
 */
final class Exercise {

    private static final char CHECKED = '\u2713';
    private static final char UNCHECKED = '\u274f';

    private final PageContext page;
    private final StructuralNode block;
    private final String kind;
    private final int firstLine;
    private boolean good = true;

    private Exercise(PageContext page, StructuralNode block, String kind, int firstLine) {
        this.page = page;
        this.block = block;
        this.kind = kind;
        this.firstLine = firstLine;
    }

    static Exercise read(BlockProcessor from, StructuralNode parent, List<String> lines, Map<String, Object> given,
            PageContext page) {
        StructuralNode block = KeyBlock.open(from, parent, lines, given, from.getName());
        Exercise exercise = new Exercise(page, block, from.getName(), page.source.lineOf(lines));
        if (block.getBlocks().isEmpty() || !block.getBlocks().getFirst().getContext().equals("paragraph")) {
            exercise.defect("it does not begin with a question", "write the question as its first paragraph");
        }
        return exercise;
    }

    List<StructuralNode> blocks() {
        return block.getBlocks();
    }

    /** The last block of one of these contexts, such as `ulist`. */
    Optional<StructuralNode> last(List<String> contexts) {
        return blocks().reversed().stream().filter(part -> contexts.contains(part.getContext())).findFirst();
    }

    void defect(String what, String remedy) {
        add(firstLine, what, remedy);
    }

    /** The content of a block is read by itself: its lines count from 1. */
    void defectAt(StructuralNode part, String what, String remedy) {
        Cursor place = part.getSourceLocation();
        add(place == null ? firstLine : firstLine + place.getLineNumber() - 1, what, remedy);
    }

    private void add(int line, String what, String remedy) {
        good = false;
        page.defect(line, "[" + kind + "]: " + what, remedy);
    }

    /** The block, with its role if the page may make an exercise of it. */
    StructuralNode checked() {
        if (!good) {
            block.removeRole(kind);
        }
        return block;
    }

    /** Turns the HTML of such a block into a group: its legend is the question, the rest follows. */
    static Element frame(Element block, String label) {
        Element content = block.selectFirst("> .content");
        Element question = content.firstElementChild();
        question.remove();
        Element rest = content.shallowClone().appendChildren(content.children());
        block.tagName("fieldset").removeClass("openblock").empty();
        Element legend = block.appendElement("legend");
        legend.appendElement("span").addClass("label").text(label);
        legend.appendText(" ").appendElement("span").html(question.select("p").html());
        return block.appendChildren(rest.children());
    }

    /** Removes the box of a checklist's item from its words. @return whether it was checked */
    static boolean takeCheck(Element words) {
        if (!(words.childNodes().getFirst() instanceof TextNode mark)) {
            return false;
        }
        String text = mark.getWholeText();
        boolean checked = text.charAt(0) == CHECKED;
        if (checked || text.charAt(0) == UNCHECKED) {
            mark.text(text.substring(1).stripLeading());
        }
        return checked;
    }

    /** The seed is a text of the exercise: the order changes only when its author changes that text. */
    static <T> List<T> shuffled(List<T> items, String seed) {
        List<T> all = new ArrayList<>(items);
        Collections.shuffle(all, new Random(seed.hashCode()));
        return all;
    }

    /** What browsers fold and open without a script. */
    static Element folded(String summary) {
        Element details = new Element("details");
        details.appendElement("summary").text(summary);
        return details;
    }
}
