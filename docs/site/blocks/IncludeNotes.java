package docs.site.blocks;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.asciidoctor.ast.Document;
import org.asciidoctor.extension.IncludeProcessor;
import org.asciidoctor.extension.PreprocessorReader;

/** Hears of each `include::` and notes the file as an input of the page. Asciidoctor does the including. */
public final class IncludeNotes extends IncludeProcessor {

    private final Supplier<PageContext> page;

    public IncludeNotes(Supplier<PageContext> page) {
        this.page = page;
    }

    /**
     * An include in an included file starts at that file's folder, which is not told here: so all come into question.
     */
    @Override
    public boolean handles(String target) {
        try {
            Path path = Path.of(target);
            page.get().inputs.files()
                    .map(Path::getParent)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList()
                    .forEach(folder -> page.get().inputs.add(folder.resolve(path)));
        } catch (InvalidPathException address) {
            // no file: the build reports that it cannot be included
        }
        return false;
    }

    @Override
    public void process(Document document, PreprocessorReader reader, String target, Map<String, Object> attributes) {
        throw new IllegalStateException("no include is handled here: " + target);
    }
}
