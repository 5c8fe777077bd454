package docs.site.cells;

import docs.site.cells.Outcome.Kind;
import docs.site.cells.Outcome.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Runs one cell: its snippets, one after another, up to the first error. */
final class CellEvaluation {

    private static final int MOST_OF_A_VALUE = 2_000;

    private final CellJShell jshell;
    private final JShell shell;
    private final Places places;
    private final List<Line> lines = new ArrayList<>();
    private final List<DeclarationSnippet> declared = new ArrayList<>();
    private boolean failed;
    private boolean outOfMemory;

    CellEvaluation(CellJShell jshell, Places places) {
        this.jshell = jshell;
        this.shell = jshell.shell();
        this.places = places;
    }

    /** The last value, or the error. */
    List<Line> lines() {
        return lines;
    }

    boolean isOutOfMemory() {
        return outOfMemory;
    }

    void run(String cell, String code, BooleanSupplier stopped) {
        String rest = code;
        try {
            while (!failed && !stopped.getAsBoolean()) {
                rest = rest.replaceFirst("^\\n+", "");     // with one in front JShell miscounts the lines of a stack
                CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                if (next.completeness() == Completeness.EMPTY) {
                    break;
                }
                boolean whole = next.source() != null;      // otherwise all that is left is one mistake
                String after = whole ? next.remaining() : "";
                lines.clear();
                snippet(new Errors(shell, places, cell, code, code.length() - rest.length()),
                        whole ? next.source() : rest, rest.substring(0, rest.length() - after.length()));
                rest = after;
            }
            if (!failed && !stopped.getAsBoolean()) {
                unresolved();
            }
        } catch (IllegalStateException closed) {
            if (!jshell.hasEnded()) {
                throw closed;
            }
        }
    }

    /** @param written the same as `source`, as it stands in the cell */
    private void snippet(Errors errors, String source, String written) {
        for (SnippetEvent event : shell.eval(source)) {
            Snippet snippet = event.snippet();
            if (event.causeSnippet() != null || jshell.hasEnded()) {
                continue;       // an earlier one, which this one completes
            }
            errors.here(snippet);
            if (event.status() == Snippet.Status.REJECTED) {
                fail(errors.compiler(snippet));
            } else if (event.exception() != null) {
                outOfMemory = errors.isOutOfMemory(event.exception());
                fail(errors.thrown(event.exception()));
            } else if (isExpression(snippet)) {
                value(event.value(), written);
            } else if (snippet instanceof DeclarationSnippet declaration) {
                declared.add(declaration);
            }
        }
    }

    private static boolean isExpression(Snippet snippet) {
        return snippet.kind() == Snippet.Kind.EXPRESSION
                || snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    }

    /** As in a notebook: the last expression's value is shown, unless a semicolon makes it a statement. */
    private void value(String value, String written) {
        if (value != null && !value.isEmpty() && !written.strip().endsWith(";")) {
            String shown = value.length() <= MOST_OF_A_VALUE ? Errors.plain(value)
                    : Errors.plain(value.substring(0, MOST_OF_A_VALUE)) + "… (" + value.length() + " characters)";
            shown.lines().forEach(line -> lines.add(new Line(Kind.VALUE, line)));
        }
    }

    /** What JShell would let pass for now: a method or a class that needs something that no cell has declared. */
    private void unresolved() {
        for (DeclarationSnippet snippet : declared) {
            Snippet.Status status = shell.status(snippet);
            if (status == Snippet.Status.RECOVERABLE_DEFINED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
                fail(List.of(Errors.needs(shell, snippet)));
            }
        }
    }

    private void fail(List<String> text) {
        if (!failed) {
            lines.clear();
        }
        failed = true;
        text.forEach(line -> lines.add(new Line(Kind.ERROR, line)));
    }
}
