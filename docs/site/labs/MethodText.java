package docs.site.labs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import grader.core.console.UserError;
import grader.core.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** Cuts methods out of Java source, found by javac and not by guessing. */
final class MethodText {

    private MethodText() {}

    /** Where a method stands: from its annotations, or from its signature, to its last brace. */
    record Place(MethodTree tree, int start, int signature, int end) {}

    /** All methods by name, each with the comments above it and without indentation. */
    static Map<String, List<String>> byName(String file, String source) {
        Map<String, List<String>> found = new HashMap<>();
        for (Place place : places(file, source)) {
            found.computeIfAbsent(place.tree().getName().toString(), name -> new ArrayList<>())
                    .add(cut(source, withComments(source, place.start()), place.end()));
        }
        return found;
    }

    /** All methods in the order of the file. */
    static List<Place> places(String file, String source) {
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, List.of(new SourceText(file, source)));
        SourcePositions positions = Trees.instance(javac).getSourcePositions();
        List<Place> found = new ArrayList<>();
        TreeScanner<Void, CompilationUnitTree> scan = new TreeScanner<>() {
            @Override
            public Void visitMethod(MethodTree tree, CompilationUnitTree unit) {
                int start = (int) positions.getStartPosition(unit, tree);
                if (start >= 0) {       // a record's own constructor stands nowhere
                    int type = tree.getReturnType() == null ? start
                            : (int) positions.getStartPosition(unit, tree.getReturnType());
                    found.add(new Place(tree, start, type, (int) positions.getEndPosition(unit, tree)));
                }
                return super.visitMethod(tree, unit);
            }
        };
        try {
            javac.parse().forEach(unit -> scan.scan(unit, unit));
        } catch (IOException error) {
            throw UserError.of(error, "parsing " + file);
        }
        return found;
    }

    /** Where the comments begin that stand right above a method: documentation, then lines such as `// task ID`. */
    private static int withComments(String source, int start) {
        String above = source.substring(0, start).stripTrailing();
        int line = above.lastIndexOf('\n') + 1;
        if (above.startsWith("//", line + indent(above, line))) {
            return withComments(source, line + indent(above, line));
        }
        if (!above.endsWith("*/")) {
            return start;
        }
        while (line > 0 && !above.startsWith("/*", line + indent(above, line))) {
            line = above.lastIndexOf('\n', line - 2) + 1;
        }
        return line + indent(above, line);
    }

    private static int indent(String text, int line) {
        return (int) text.substring(line).chars().takeWhile(Character::isWhitespace).count();
    }

    /** The text between two offsets, with the indentation of its first line taken from every line. */
    static String cut(String source, int start, int end) {
        int lineStart = source.lastIndexOf('\n', start - 1) + 1;
        int first = source.substring(lineStart, start).isBlank() ? lineStart : start;
        return source.substring(first, end).stripIndent().strip();
    }
}
