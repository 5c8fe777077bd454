package docs.site.blocks;

import docs.site.labs.TypePicture;
import grader.core.course.Lab;
import grader.core.starter.TypeGraph;
import grader.core.starter.TypeGraph.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/**
 * `[types]` above a sentence: the site adds the types of the page's lab, as the reference's sources have them: which
 * are new, with a picture of how they use each other, which carry over from earlier labs, and which are retired.
 */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class TypesBlock extends PageBlock {

    static final String NAME = "types";

    public TypesBlock(Supplier<PageContext> page) {
        super(NAME, page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        PageContext here = page();
        List<String> lines = reader.readLines();
        StructuralNode block = KeyBlock.open(this, parent, lines, attributes, NAME);
        Optional<Lab> lab = here.labs.of(here.source.name());
        if (lab.isEmpty()) {
            here.defect(here.source.lineOf(lines), "[types]: this is no lab's page", "take the block away");
            return block;
        }
        TypeGraph graph = here.labs.types();
        block.append(createBlock(block, "pass", new TypePicture(lab.get(), graph).html()));
        parseContent(block, table(lab.get(), graph).lines().toList());
        return block;
    }

    /** As AsciiDoc, so that a table looks like every other one. */
    private static String table(Lab lab, TypeGraph graph) {
        StringBuilder text = new StringBuilder("\n.New in this lab\n[cols=\"2,5,2\",options=\"header\"]\n|===\n"
                + "| Type | What it is | Yours\n\n");
        for (Type type : graph.newIn(lab)) {
            if (!type.name().equals(lab.name())) {
                text.append("| `")
                        .append(type.name())
                        .append("` | ")
                        .append(escaped(type.summary()))
                        .append(" | ")
                        .append(code(type.tasks()))
                        .append('\n');
            }
        }
        text.append("|===\n");
        Set<String> used = graph.usedIn(lab);
        String kept = lab.course()
                .all()
                .stream()
                .filter(other -> other.number() < lab.number())
                .map(other -> "| " + other.name() + " | " + code(graph.newIn(other)
                        .stream()
                        .map(Type::name)
                        .filter(used::contains)
                        .collect(Collectors.toCollection(TreeSet::new))))
                .collect(Collectors.joining("\n"));
        if (!kept.isEmpty()) {
            text.append("\n.In force from earlier labs\n[cols=\"1,9\",options=\"header\"]\n|===\n| Lab | Types\n\n")
                    .append(kept)
                    .append("\n|===\n");
        }
        Set<String> retired = graph.retiredBy(lab);
        return text.append(retired.isEmpty() ? "\nNo type is retired by this lab.\n"
                : "\nRetired by this lab: nothing uses " + code(retired) + " from here on.\n").toString();
    }

    private static String code(Iterable<String> names) {
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append(text.isEmpty() ? "`" : ", `").append(name).append('`'));
        return text.toString();
    }

    /** What means something to AsciiDoc means itself in a comment; backticks mean code in both. */
    private static String escaped(String comment) {
        StringBuilder text = new StringBuilder();
        String[] parts = comment.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].replace("|", "\\|");
            text.append(i % 2 == 1 ? "``+" + part + "+``" : part.replace("{", "\\{").replace("*", "\\*"));
        }
        return text.toString();
    }
}
