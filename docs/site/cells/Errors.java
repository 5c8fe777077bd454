package docs.site.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** Says what went wrong in a snippet in lines of its cell: what the compiler refused, or what was thrown. */
public final class Errors {

    private static final int MOST_FRAMES = 6;

    private final JShell shell;
    private final Places places;
    private final String cell;
    private final String code;
    private final int start;

    /** @param start the place in `code`, the cell's, where the snippet begins */
    Errors(JShell shell, Places places, String cell, String code, int start) {
        this.shell = shell;
        this.places = places;
        this.cell = cell;
        this.code = code;
        this.start = start;
    }

    /** Notes where the snippet stands. */
    void here(Snippet snippet) {
        places.add(snippet.id(), cell, line(start));
    }

    /** Each of the compiler's errors as javac shows it: its line, what is wrong, and a mark under the place. */
    List<String> compiler(Snippet snippet) {
        List<String> text = new ArrayList<>();
        for (Diag error : shell.diagnostics(snippet).filter(Diag::isError).toList()) {
            int from = Math.clamp(start + error.getStartPosition(), 0, code.length());
            int to = Math.clamp(start + error.getEndPosition(), from, code.length());
            text.addAll(("line " + line(from) + ": " + plain(error.getMessage(Locale.ENGLISH))).lines()
                    .filter(line -> !line.strip().equals("location: class"))
                    .toList());     // it has no name
            text.addAll(marked(from, to));
        }
        return text;
    }

    /** The line of a place, and under it a mark from there to `to`, or to the line's end. */
    private List<String> marked(int from, int to) {
        int lineStart = code.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = code.indexOf('\n', from) < 0 ? code.length() : code.indexOf('\n', from);
        int length = Math.clamp(Math.min(to, lineEnd) - from, 1, Integer.MAX_VALUE);
        return List.of("    " + code.substring(lineStart, lineEnd),
                "    " + " ".repeat(from - lineStart) + "^".repeat(length));
    }

    private int line(int place) {
        return 1 + (int) code.substring(0, place).chars().filter(c -> c == '\n').count();
    }

    /** An exception and its causes, with the frames of cells: those of the JDK say nothing about the cell. */
    List<String> thrown(Throwable error) {
        List<String> text = new ArrayList<>();
        for (Throwable each = error; each != null; each = each.getCause()) {
            text.addAll((each == error ? said(each) : "caused by " + said(each)).lines().toList());
            List<String> frames = Arrays.stream(each.getStackTrace())
                    .flatMap(frame -> places.frame(frame, cell).stream())
                    .toList();
            if (frames.isEmpty() && each == error) {
                text.add("    in what begins at line " + line(start));      // it was made without a stack
            }
            frames.stream().limit(MOST_FRAMES).forEach(text::add);
            if (frames.size() > MOST_FRAMES) {
                text.add("    … and more");
            }
        }
        return text;
    }

    private String said(Throwable error) {
        return switch (error) {
            case EvalException thrown -> plain(thrown.getExceptionClassName())
                    + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
            case UnresolvedReferenceException open -> needs(shell, open.getSnippet());
            default -> error.toString();
        };
    }

    static String needs(JShell shell, DeclarationSnippet open) {
        return open.name() + " needs " + String.join(", ", shell.unresolvedDependencies(open).toList())
                + ", which is not declared";
    }

    /** Without the package that JShell puts snippets and {@link LabClasses} in: the page does not mention it. */
    public static String plain(String text) {
        return text.replaceAll("\\bREPL\\.(\\$JShell\\$\\w+[.$])?", "");
    }

    boolean isOutOfMemory(Throwable error) {
        return error instanceof EvalException thrown
                && thrown.getExceptionClassName().equals(OutOfMemoryError.class.getName());
    }
}
