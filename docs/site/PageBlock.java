package docs.site;

import java.util.function.Supplier;
import org.asciidoctor.extension.BlockProcessor;

/** A block that knows the page that is being converted. */
public abstract class PageBlock extends BlockProcessor {

    private final Supplier<PageContext> page;

    PageBlock(String name, Supplier<PageContext> page) {
        super(name);
        this.page = page;
    }

    PageContext page() {
        return page.get();
    }
}
