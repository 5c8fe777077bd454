package docs.studio.code;

import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * What javac has to say about a place in a source. Lines and columns count from 1, and a column is a UTF-16 unit: javac
 * itself counts a tab as eight.
 *
 * @param file its name; the path if the file is one of another lab
 * @param endColumn of the place, exclusive
 * @param severity `error` or `warning`
 */
public record Problem(String file, int line, int column, int endLine, int endColumn, String severity, String text) {

    /** A place has one line: what javac says of a whole class is shown where it begins. */
    static Problem of(String file, String source, Diagnostic<? extends JavaFileObject> said) {
        int from = at(said.getStartPosition(), source);
        int to = at(said.getEndPosition(), source);
        if (source.substring(from, Math.max(from, to)).contains("\n")) {
            from = at(said.getPosition(), source);
        }
        int lineStart = source.lastIndexOf('\n', from - 1) + 1;
        int newline = source.indexOf('\n', from);
        int lineEnd = newline < 0 ? source.length() : newline;
        int end = Math.clamp(to, Math.min(from + 1, lineEnd), lineEnd);
        int line = 1 + (int) source.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        return new Problem(file, line, from - lineStart + 1, line, end - lineStart + 1, severity(said),
                said.getMessage(Locale.ENGLISH));
    }

    private static int at(long offset, String source) {
        return (int) Math.clamp(offset, 0L, source.length());
    }

    private static String severity(Diagnostic<?> said) {
        return said.getKind() == Diagnostic.Kind.ERROR ? "error" : "warning";
    }

    boolean isError() {
        return severity.equals("error");
    }
}
