package docs.site.blocks;

import java.util.List;
import java.util.function.Supplier;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;

/** A block that knows the page that is being converted. */
public abstract class PageBlock extends BlockProcessor {

    private final Supplier<PageContext> page;

    public PageBlock(String name, Supplier<PageContext> page) {
        super(name);
        this.page = page;
    }

    /** Whether a block holds just these, in this order, such as `image` and `table`. */
    protected static boolean holds(StructuralNode block, String... contexts) {
        return block.getBlocks().stream().map(StructuralNode::getContext).toList().equals(List.of(contexts));
    }

    public PageContext page() {
        return page.get();
    }
}
