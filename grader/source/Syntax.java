package grader.source;

import com.sun.source.util.JavacTask;
import grader.console.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Whether a source file can be parsed at all: if not, the extent of a method is a guess. */
public final class Syntax {

    private Syntax() {}

    /** The first syntax error as `LINE: what javac says`, if there is one. */
    public static Optional<String> firstError(String fileName, String source) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null, null, diagnostics, List.of("-proc:none"), null,
                        List.of(new SourceText(fileName, source)));
        try {
            javac.parse();
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
