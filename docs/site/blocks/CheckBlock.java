package docs.site.blocks;

import docs.site.labs.CheckTexts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/**
 * `[check,id=missing-email]` above a paragraph that says what to look at: the site puts that check under it, its
 * sentence and its method, as the grader runs it. `lab=lab02` takes it from another lab than the page's own.
 */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class CheckBlock extends PageBlock {

    public CheckBlock(Supplier<PageContext> page) {
        super("check", page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        String id = String.valueOf(attributes.remove("id"));      // It is no anchor.
        String lab = (String) attributes.getOrDefault("lab", page().source.name());
        StructuralNode block = KeyBlock.open(this, parent, reader.readLines(), attributes, "given");
        Optional<CheckTexts> checks = page().labs.checks(lab);
        checks.flatMap(from -> from.check(id))
                .ifPresentOrElse(
                        check -> block.append(createBlock(block, "pass", check.html())),
                        () -> page().defect(page().source.lineWith(List.of("[check", "id=" + id)),
                                "check: " + lab + " has no check " + id,
                                "name one of grader/checks/" + lab + ", by its method in kebab case: "
                                        + String.join(", ", checks.map(CheckTexts::methods).orElse(Set.of()))));
        return block;
    }
}
