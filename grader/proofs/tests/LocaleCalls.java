package grader.proofs.tests;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import grader.core.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Finds the calls of a source file whose outcome depends on the locale of the process: its digits, cases, months. */
final class LocaleCalls extends TreeScanner<Void, Void> {

    /** Conversions of {@link java.util.Formatter} whose outcome does not depend on a locale. */
    private static final Pattern SAME_EVERYWHERE =
            Pattern.compile("%(\\d+\\$|<)?[-#+ 0,(]*\\d*(\\.\\d+)?[bchnosx%CHX]");
    private static final Set<String> WITHOUT_ARGUMENTS = Set.of("toUpperCase", "toLowerCase", "toFormatter",
            "getInstance", "getNumberInstance", "getIntegerInstance", "getPercentInstance", "getCurrencyInstance",
            "getCompactNumberInstance");
    private static final Set<String> WITH_DEFAULT = Set.of("NumberFormat", "Collator", "Calendar", "DateFormat",
            "DecimalFormatSymbols", "BreakIterator");
    private static final Set<String> ALWAYS = Set.of("ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime",
            "localizedBy");
    private static final Set<String> TYPES = Set.of("DecimalFormat", "SimpleDateFormat", "Scanner", "MessageFormat",
            "ChoiceFormat");
    /** Most files have none of these, and are not parsed. */
    private static final Pattern WORTH_PARSING = Pattern.compile("\\b(" + String.join("|",
            Stream.of(WITHOUT_ARGUMENTS, WITH_DEFAULT, ALWAYS, TYPES).flatMap(Set::stream).toList())
            + "|Formatter|Locale|formatted|printf|ofPattern|String(\\.|::)format|(out|err)\\.format)\\b");
    private static final String REMEDY = "; name one, such as Locale.ROOT";

    private final Map<String, Tree> constants = new HashMap<>();
    private final List<String> found = new ArrayList<>();
    private final Trees trees;
    private final CompilationUnitTree unit;

    private LocaleCalls(Trees trees, CompilationUnitTree unit) {
        this.trees = trees;
        this.unit = unit;
    }

    /** Of sources by name, one line each: `FILE:LINE what depends on the locale, and the remedy`. */
    static List<String> in(Map<String, String> sources) {
        List<SourceText> files = sources.entrySet()
                .stream()
                .filter(each -> WORTH_PARSING.matcher(each.getValue()).find())
                .map(each -> new SourceText(each.getKey(), each.getValue()))
                .toList();
        if (files.isEmpty()) {
            return List.of();
        }
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, files);
        List<String> all = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : javac.parse()) {
                LocaleCalls calls = new LocaleCalls(Trees.instance(javac), unit);
                new Constants(calls.constants).scan(unit, null);
                calls.scan(unit, null);
                all.addAll(calls.found);
            }
            return all;
        } catch (IOException error) {
            throw new AssertionError(error);
        }
    }

    private static final class Constants extends TreeScanner<Void, Void> {
        private final Map<String, Tree> constants;

        Constants(Map<String, Tree> constants) {
            this.constants = constants;
        }

        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            if (variable.getInitializer() != null) {
                constants.put(variable.getName().toString(), variable.getInitializer());
            }
            return super.visitVariable(variable, none);
        }
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
        List<? extends ExpressionTree> arguments = call.getArguments();
        Tree on = call.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
        String name = call.getMethodSelect() instanceof MemberSelectTree select ? select.getIdentifier().toString()
                : call.getMethodSelect().toString();
        String type = String.valueOf(on);
        if (name.equals("formatted") && on != null && dependsOnLocale(on)) {
            report(call,
                    "formatted(…) writes numbers in the locale's digits; %s and String.format(Locale.ROOT, …) do not");
        } else if (isFormat(name, type) && !arguments.isEmpty() && !isLocale(arguments.getFirst())
                && dependsOnLocale(arguments.getFirst())) {
            report(call, name + "(…) writes numbers in the locale's digits" + REMEDY);
        } else if (WITHOUT_ARGUMENTS.contains(name) && arguments.isEmpty()
                && (!name.startsWith("get") || WITH_DEFAULT.contains(type))
                || name.equals("ofPattern") && arguments.size() == 1 || ALWAYS.contains(name)
                || type.equals("Locale") && name.equals("getDefault")) {
            report(call, name + "(…) depends on the locale" + REMEDY);
        }
        return super.visitMethodInvocation(call, none);
    }

    private static boolean isFormat(String name, String type) {
        return name.equals("printf") || name.equals("format") && type.matches("String|MessageFormat|.*\\b(out|err)");
    }

    private static boolean isLocale(Tree argument) {
        return argument.toString().startsWith("Locale.") || argument.toString().startsWith("java.util.Locale.");
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void none) {
        String name = reference.getName().toString();
        if (Set.of("toUpperCase", "toLowerCase", "formatted").contains(name)
                || reference.getQualifierExpression().toString().equals("String") && name.equals("format")) {
            report(reference, reference + " depends on the locale; write a lambda that names one, such as Locale.ROOT");
        }
        return super.visitMemberReference(reference, none);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void none) {
        String type = made.getIdentifier().toString();
        if (TYPES.contains(type) && made.getArguments().size() < 2 || type.equals("Formatter") && made.getArguments()
                .stream()
                .noneMatch(LocaleCalls::isLocale)) {
            report(made, "new " + type + " depends on the locale" + REMEDY);
        }
        return super.visitNewClass(made, none);
    }

    /** Whether a format has a conversion that depends on the locale, or is not known here. */
    private boolean dependsOnLocale(Tree format) {
        return text(format, 0).map(text -> SAME_EVERYWHERE.matcher(text).replaceAll("").indexOf('%') >= 0).orElse(true);
    }

    /** The constant parts of a text; empty if it has none. */
    private Optional<String> text(Tree tree, int depth) {
        return switch (tree) {
            case LiteralTree literal -> Optional.of(String.valueOf(literal.getValue()));
            case ParenthesizedTree inner -> text(inner.getExpression(), depth);
            case BinaryTree sum -> Optional.of(text(sum.getLeftOperand(), depth).orElse("")
                    + text(sum.getRightOperand(), depth).orElse(""));
            case IdentifierTree name when depth < 9 && constants.containsKey(name.toString()) ->
                text(constants.get(name.toString()), depth + 1);
            default -> Optional.empty();
        };
    }

    private void report(Tree place, String what) {
        long start = trees.getSourcePositions().getStartPosition(unit, place);
        found.add(unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(start) + " " + what);
    }
}
