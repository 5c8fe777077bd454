package docs.site.exercises;

import docs.site.blocks.PageBlock;
import docs.site.blocks.PageContext;
import java.util.Map;
import java.util.function.Supplier;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Reader;

/** A block that becomes an {@link Exercise}. */
public abstract class ExerciseBlock extends PageBlock {

    ExerciseBlock(String name, Supplier<PageContext> page) {
        super(name, page);
    }

    @Override
    public final Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        Exercise exercise = Exercise.read(this, parent, reader.readLines(), attributes, page());
        check(exercise);
        return exercise.checked();
    }

    /** Tells the defects of what was written. */
    abstract void check(Exercise exercise);
}
