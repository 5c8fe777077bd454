package docs.site.blocks;

import docs.site.labs.Excerpts;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/**
 * `[solution,task=bind]` above a paragraph about it: the site folds that text and the reference's methods of the task.
 * The only place where a page shows how a task is solved.
 */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class SolutionBlock extends PageBlock {

    /** The role of the block, before the task's id. */
    public static final String ROLE = "solution--";

    public SolutionBlock(Supplier<PageContext> page) {
        super("solution", page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        String task = String.valueOf(attributes.get("task"));
        StructuralNode block = KeyBlock.open(this, parent, reader.readLines(), attributes, "solution " + ROLE + task);
        List<Excerpts.Excerpt> code =
                page().labs.excerpts(page().source.name()).map(from -> from.solution(task)).orElse(List.of());
        if (code.isEmpty()) {
            page().defect(page().source.lineWith(List.of("[solution", "task=" + task)),
                    "solution: no method of this lab is marked `// task " + task + "`",
                    "name a task of its tasks.yaml");
        }
        code.forEach(excerpt -> block.append(createBlock(block, "pass", excerpt.html())));
        return block;
    }
}
