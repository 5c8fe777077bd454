package docs.site.blocks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/** `[crux]`, the sentence to remember, and `[recap]`, what a page came to: a paragraph or a block with that role. */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN, Contexts.EXAMPLE})
@ContentModel(ContentModel.COMPOUND)
public final class KeyBlock extends BlockProcessor {

    public KeyBlock(String name) {
        super(name);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        return open(this, parent, reader.readLines(), attributes, getName());
    }

    /** An open block with a role and the content that was written, read as AsciiDoc. */
    public static StructuralNode open(
            BlockProcessor processor, StructuralNode parent, List<String> lines, Map<String, Object> given,
            String role) {
        Map<String, Object> all = new HashMap<>(given);
        all.put("role", role);
        StructuralNode block = processor.createBlock(parent, "open", (String) null, all);
        processor.parseContent(block, lines);
        return block;
    }
}
