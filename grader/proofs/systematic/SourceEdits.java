package grader.proofs.systematic;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** The changes of a source that {@link SourceMutants} tries, one at a time. */
final class SourceEdits extends TreeScanner<Void, Void> {

    private static final Pattern WAITS = Pattern.compile("\\b(?:wait|await|awaitNanos)\\s*\\(");
    private static final Pattern LOCALE = Pattern.compile("Locale\\.ROOT(?:, )?");
    private static final String LONG = "long";

    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<SourceEdit> edits = new ArrayList<>();

    SourceEdits(String text, CompilationUnitTree unit, SourcePositions positions) {
        this.text = text;
        this.unit = unit;
        this.positions = positions;
    }

    /** In the order of the text. */
    List<SourceEdit> all() {
        scan(unit, null);
        edits.sort(Comparator.comparingInt(SourceEdit::start));
        return edits;
    }

    @Override
    public Void visitBlock(BlockTree block, Void ignored) {
        List<? extends StatementTree> statements = block.getStatements();
        for (int i = 1; i < statements.size(); i++) {
            StatementTree first = statements.get(i - 1);
            StatementTree second = statements.get(i);
            if (isCall(first) && isCall(second) && !text(first).equals(text(second))) {
                String between = text.substring(end(first), start(second));
                add("SwappedCalls", "swapped two calls", start(first), end(second),
                        text(second) + between + text(first));
            }
        }
        return super.visitBlock(block, ignored);
    }

    private static boolean isCall(StatementTree statement) {
        return statement instanceof ExpressionStatementTree expression
                && expression.getExpression() instanceof MethodInvocationTree;
    }

    /** What was to be done in any case is done only if nothing is thrown. */
    @Override
    public Void visitTry(TryTree tried, Void ignored) {
        BlockTree last = tried.getFinallyBlock();
        if (last != null) {
            int before = text.lastIndexOf("finally", start(last));
            boolean alone = tried.getCatches().isEmpty() && tried.getResources().isEmpty();
            add("DroppedFinally", "dropped 'finally'", start(tried), end(last),
                    text.substring(alone ? start(tried.getBlock()) : start(tried), before) + text(last));
        }
        return super.visitTry(tried, ignored);
    }

    @Override
    public Void visitSynchronized(SynchronizedTree guarded, Void ignored) {
        add("DroppedSynchronized", "dropped 'synchronized'", start(guarded), end(guarded), text(guarded.getBlock()));
        return super.visitSynchronized(guarded, ignored);
    }

    @Override
    public Void visitMethod(MethodTree method, Void ignored) {
        drop(method.getModifiers(), Modifier.SYNCHRONIZED, "DroppedSynchronized");
        return super.visitMethod(method, ignored);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void ignored) {
        drop(variable.getModifiers(), Modifier.VOLATILE, SourceEdit.FIELD);
        return super.visitVariable(variable, ignored);
    }

    private void drop(ModifiersTree modifiers, Modifier modifier, String kind) {
        if (modifiers.getFlags().contains(modifier)) {
            int at = text.indexOf(modifier.toString(), start(modifiers));
            add(kind, "dropped '" + modifier + "'", at, at + modifier.toString().length() + 1, "");
        }
    }

    @Override
    public Void visitTypeCast(TypeCastTree cast, Void ignored) {
        if (cast.getType().toString().equals(LONG)) {
            add("NarrowedType", "dropped '(long)'", start(cast), start(cast.getExpression()), "");
        }
        return super.visitTypeCast(cast, ignored);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void ignored) {
        int from = end(call.getMethodSelect());
        if (call.getMethodSelect().toString().equals("Long.parseLong")) {
            add("NarrowedType", "narrowed 'long' to 'int'", start(call), from, "Integer.parseInt");
        }
        if (call.getArguments().stream().anyMatch(argument -> argument.toString().equals("Locale.ROOT"))) {
            Matcher locale = LOCALE.matcher(text).region(from, end(call));
            if (locale.find()) {
                add("DroppedLocale", "dropped 'Locale.ROOT'", locale.start(), locale.end(), "");
            }
        }
        return super.visitMethodInvocation(call, ignored);
    }

    /** A thread that wakes without a reason does not look again. */
    @Override
    public Void visitWhileLoop(WhileLoopTree loop, Void ignored) {
        if (WAITS.matcher(text(loop.getStatement())).find()) {
            add("IfForWhile", "replaced 'while' by 'if'", start(loop), start(loop) + "while".length(), "if");
        }
        return super.visitWhileLoop(loop, ignored);
    }

    private void add(String kind, String what, int start, int end, String with) {
        edits.add(new SourceEdit(kind, what, start, end, with));
    }

    private String text(Tree tree) {
        return text.substring(start(tree), end(tree));
    }

    private int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    private int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }
}
