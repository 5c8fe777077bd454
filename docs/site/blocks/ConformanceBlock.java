package docs.site.blocks;

import grader.core.console.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/**
 * `[conformance]` above a sentence: the site adds the table of every requirement, as `./jbang conformance --record` has
 * left it in conformance.yaml beside the page. `[conformance,of=sums]` adds what it comes to.
 */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class ConformanceBlock extends PageBlock {

    static final String NAME = "conformance";

    public ConformanceBlock(Supplier<PageContext> page) {
        super(NAME, page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        PageContext here = page();
        List<String> lines = reader.readLines();
        StructuralNode block = KeyBlock.open(this, parent, lines, attributes, NAME);
        Path file = here.source.file().resolveSibling("conformance.yaml");
        here.inputs.add(file);
        if (!Files.exists(file)) {
            here.defect(here.source.lineOf(lines), "[conformance]: there is no conformance.yaml",
                    "./jbang conformance --record makes it");
            return block;
        }
        try {
            ConformanceTable table = ConformanceTable.read(file);
            block.append(
                    createBlock(block, "pass", "sums".equals(attributes.get("of")) ? table.sums() : table.whole()));
        } catch (UserError problem) {
            here.defect(here.source.lineOf(lines), "[conformance]: " + problem.getMessage(), problem.remedy());
        }
        return block;
    }
}
