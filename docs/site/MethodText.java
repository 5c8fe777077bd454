package docs.site;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import grader.lab.Problem;
import grader.lab.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Cuts methods out of Java source, found by javac and not by guessing. */
final class MethodText {

    /** The comments that end where a method begins: documentation first, then lines such as `// task ID`. */
    private static final Pattern COMMENTS = Pattern.compile("(?:/\\*\\*(?:[^*]|\\*(?!/))*\\*/\\s*)?(?://[^\\n]*\\s*)*\\z");

    private MethodText() {}

    /** Every method of this name, in the order of the text, each with the comments above it and without indentation. */
    static List<String> named(String method, String file, String source) {
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, List.of(new SourceText(file, source)));
        SourcePositions positions = Trees.instance(javac).getSourcePositions();
        List<String> found = new ArrayList<>();
        TreeScanner<Void, CompilationUnitTree> scan = new TreeScanner<>() {
            @Override
            public Void visitMethod(MethodTree tree, CompilationUnitTree unit) {
                if (tree.getName().contentEquals(method)) {
                    int start = (int) positions.getStartPosition(unit, tree);
                    Matcher comments = COMMENTS.matcher(source).region(0, start);
                    found.add(cut(source, comments.find() ? comments.start() : start,
                            (int) positions.getEndPosition(unit, tree)));
                }
                return super.visitMethod(tree, unit);
            }
        };
        try {
            javac.parse().forEach(unit -> scan.scan(unit, unit));
        } catch (IOException error) {
            throw Problem.of(error, "parsing " + file);
        }
        return found;
    }

    /** The text between two offsets, with the indentation of its first line taken from every line. */
    static String cut(String source, int start, int end) {
        int lineStart = source.lastIndexOf('\n', start - 1) + 1;
        return (source.substring(lineStart, start).isBlank() ? source.substring(lineStart, end) : source.substring(start, end))
                .stripIndent().strip();
    }
}
