package docs.site.blocks;

import docs.site.labs.Excerpts;
import grader.core.starter.OpenStarter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/**
 * `[given,file=Listener.java,method=url]` above a paragraph that says what it is: the site puts the code under it, as
 * it stands in the starter. So a method that is a task shows its contract and its signature, and no body. Without
 * `method` the whole file is shown; `lab=lab02` takes it from another lab than the page's own.
 */
@Contexts({Contexts.PARAGRAPH, Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class GivenBlock extends PageBlock {

    /** The role of a block about a type that an open starter leaves to the learner, until the page is finished. */
    public static final String HEART = "heart";

    public GivenBlock(Supplier<PageContext> page) {
        super("given", page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        String file = String.valueOf(attributes.get("file"));
        String method = (String) attributes.get("method");
        String lab = (String) attributes.getOrDefault("lab", page().source.name());
        boolean heart = page().labs.of(page().source.name())
                .filter(own -> own.name().equals(lab) && OpenStarter.isHeart(own, file))
                .isPresent();
        StructuralNode block =
                KeyBlock.open(this, parent, reader.readLines(), attributes, heart ? "given " + HEART : "given");
        List<Excerpts.Excerpt> code =
                page().labs.excerpts(lab).map(from -> from.given(file, method)).orElse(List.of());
        if (code.isEmpty()) {
            page().defect(place(file, method),
                    "given: " + lab + " has no " + file + (method == null ? "" : " with a method " + method),
                    "name a file of solutions/, and a method that is in it");
        }
        code.forEach(excerpt -> block.append(createBlock(block, "pass", excerpt.html())));
        return block;
    }

    /** The reader of a block counts from the block's first line: so the place is looked for in the page. */
    private int place(String file, String method) {
        return page().source.lineWith(List.of("[given", "file=" + file, method == null ? "" : "method=" + method));
    }
}
