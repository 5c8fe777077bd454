package docs.site.blocks;

import docs.site.page.Keys;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/** `[keys]` above a sentence: the site adds the table of its keys. */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class KeysBlock extends PageBlock {

    public KeysBlock(Supplier<PageContext> page) {
        super("keys", page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        List<String> lines = reader.readLines();
        StructuralNode block = KeyBlock.open(this, parent, lines, attributes, "keys");
        block.append(createBlock(block, "pass", Keys.table()));
        return block;
    }
}
