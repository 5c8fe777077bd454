package grader.core.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import grader.core.console.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** What parsing alone says of a source file. */
public final class Syntax {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s");

    private Syntax() {}

    /** The line of a package declaration, if there is one. */
    public static Optional<Long> packageLine(String fileName, String source) {
        return PACKAGE.matcher(source).find() ? line(fileName, source) : Optional.empty();
    }

    private static Optional<Long> line(String fileName, String source) {
        JavacTask javac = javac(fileName, source, null);
        try {
            CompilationUnitTree unit = javac.parse().iterator().next();
            return Optional.ofNullable(unit.getPackage())
                    .map(found -> Trees.instance(javac).getSourcePositions().getStartPosition(unit, found))
                    .map(unit.getLineMap()::getLineNumber);
        } catch (IOException error) {
            throw UserError.of(error, "parsing " + fileName);
        }
    }

    private static JavacTask javac(String fileName, String source, DiagnosticCollector<JavaFileObject> diagnostics) {
        return (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, List.of("-proc:none"), null,
                        List.of(new SourceText(fileName, source)));
    }

    /** The first syntax error as `LINE: what javac says`, if there is one. */
    public static Optional<String> firstError(String fileName, String source) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try {
            javac(fileName, source, diagnostics).parse();
        } catch (IOException error) {
            throw UserError.of(error, "parsing " + fileName);
        }
        return diagnostics.getDiagnostics()
                .stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .findFirst()
                .map(error -> error.getLineNumber() + ": " + error.getMessage(Locale.ENGLISH));
    }
}
