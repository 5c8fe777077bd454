package docs.site.blocks;

import docs.site.page.Altitude;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.asciidoctor.ast.Cursor;
import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Treeprocessor;

/**
 * Carries named attributes of blocks and sections over into HTML, where only roles arrive: `altitude`, `task`,
 * `covers`, and the option `live`. Also finds block styles above lists, which Asciidoctor drops without a word.
 */
public final class AttributeRoles extends Treeprocessor {

    /** The role of a section about a task, before the task's id. */
    public static final String TASK = "task--";

    public static final List<String> OURS = List.of(
            "crux", "recap", "given", "check", "solution", "quiz", "order", "recall", "predict", "drill",
            "aloud", "transcript", "stops", "keys", "steps", "explore",
            ConceptsBlock.NAME, ConformanceBlock.NAME, TypesBlock.NAME);

    private final Supplier<PageContext> page;

    public AttributeRoles(Supplier<PageContext> page) {
        this.page = page;
    }

    @Override
    public Document process(Document document) {
        walk(document);
        return document;
    }

    private void walk(StructuralNode node) {
        String altitude = own(node, "altitude");
        if (altitude != null) {
            Altitude.of(altitude)
                    .ifPresentOrElse(
                            known -> node.addRole(known.role()),
                            () -> defect(node, "altitude=" + altitude + " is unknown",
                                    "use one of " + String.join(", ", Altitude.words())));
        }
        if (node.isOption("live")) {
            node.addRole(CellOutputs.CELL);
        }
        if (node.getContext().equals("section") && own(node, "task") != null) {
            node.addRole(TASK + own(node, "task"));
        }
        if (own(node, "covers") instanceof String ids) {
            covers(node, ids);
        }
        if (node.getContext().endsWith("list") && node.getStyle() instanceof String style && OURS.contains(style)) {
            defect(node, "[" + style + "] above a list has no effect",
                    "put the list between two lines of `--`, and the style above them");
        }
        if (node instanceof DescriptionList list) {
            list.getItems().stream().map(item -> item.getDescription()).filter(Objects::nonNull).forEach(this::walk);
        } else {
            node.getBlocks().forEach(this::walk);
        }
    }

    private void covers(StructuralNode node, String ids) {
        if (node.getContext().equals("section")) {
            List.of(ids.strip().split(" *, *")).forEach(id -> node.addRole(Coverage.ROLE + id));
        } else {
            defect(node, "covers=\"" + ids + "\" is not above a section", "put it into the line above a heading");
        }
    }

    private static String own(StructuralNode node, String name) {
        Object value = node.getAttribute(name, null, false);
        return value == null ? null : String.valueOf(value);
    }

    private void defect(StructuralNode node, String what, String remedy) {
        Cursor place = node.getSourceLocation();
        page.get().defect(place == null ? 0 : place.getLineNumber(), what, remedy);
    }
}
