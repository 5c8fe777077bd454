package grader.teaching.similarity.tests;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import grader.core.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import javax.tools.ToolProvider;

/** Copied code that shall look like one's own: each variable has another name, and methods are in reverse order. */
final class Disguise {

    private Disguise() {}

    static String of(String name, String text) {
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, List.of(new SourceText(name, text)));
        try {
            CompilationUnitTree unit = javac.parse().iterator().next();
            return renamed(unit, reversed(unit, Trees.instance(javac).getSourcePositions(), text));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static String reversed(CompilationUnitTree unit, SourcePositions positions, String text) {
        List<? extends Tree> methods = unit.getTypeDecls()
                .stream()
                .filter(ClassTree.class::isInstance)
                .flatMap(type -> ((ClassTree) type).getMembers().stream())
                .filter(MethodTree.class::isInstance)
                .filter(method -> positions.getStartPosition(unit, method) >= 0)
                .toList();
        StringBuilder result = new StringBuilder(text);
        for (int i = methods.size() - 1; i >= 0; i--) {
            Tree other = methods.get(methods.size() - 1 - i);
            result.replace((int) positions.getStartPosition(unit, methods.get(i)),
                    (int) positions.getEndPosition(unit, methods.get(i)),
                    text.substring((int) positions.getStartPosition(unit, other),
                            (int) positions.getEndPosition(unit, other)));
        }
        return result.toString();
    }

    private static String renamed(CompilationUnitTree unit, String text) {
        Set<String> names = new TreeSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                names.add(variable.getName().toString());
                return super.visitVariable(variable, nothing);
            }
        }.scan(unit, null);
        names.remove("");
        String result = text;
        for (String name : names) {
            result = result.replaceAll("\\b" + name + "\\b(?!\\()", Matcher.quoteReplacement("my" + name));
        }
        return result;
    }
}
