package grader.core.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import grader.core.console.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.ToolProvider;

/** Sources that javac has parsed and resolved: which name means which element. Each file has one type. */
public final class AnalyzedSources {

    private final List<CompilationUnitTree> units = new ArrayList<>();
    private final Trees trees;
    private final Elements elements;
    private final SourcePositions positions;

    /** @param sources by the names of their files; types that they lack, such as a library's, do no harm */
    public AnalyzedSources(Map<String, String> sources) {
        List<SourceText> texts =
                sources.entrySet().stream().map(each -> new SourceText(each.getKey(), each.getValue())).toList();
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, texts);
        try {
            javac.parse().forEach(units::add);
            javac.analyze();
        } catch (IOException error) {
            throw UserError.of(error, "parsing " + texts.size() + " sources");
        }
        trees = Trees.instance(javac);
        elements = javac.getElements();
        positions = trees.getSourcePositions();
    }

    List<CompilationUnitTree> units() {
        return units;
    }

    Trees trees() {
        return trees;
    }

    static String name(CompilationUnitTree unit) {
        return unit.getSourceFile().getName();
    }

    static String text(CompilationUnitTree unit) {
        try {
            return unit.getSourceFile().getCharContent(true).toString();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + name(unit));
        }
    }

    static TreePath type(CompilationUnitTree unit) {
        return new TreePath(new TreePath(unit), unit.getTypeDecls().getFirst());
    }

    /** The element that is declared there; null if javac could not make one. */
    Element element(TreePath place) {
        return trees.getElement(place);
    }

    int start(TreePath place) {
        return start(place, place.getLeaf());
    }

    int start(TreePath place, Tree part) {
        return (int) positions.getStartPosition(place.getCompilationUnit(), part);
    }

    int end(TreePath place, Tree part) {
        return (int) positions.getEndPosition(place.getCompilationUnit(), part);
    }

    /** What a type extends, implements and permits. */
    static List<Tree> parents(TreePath type) {
        ClassTree tree = (ClassTree) type.getLeaf();
        List<Tree> parents = new ArrayList<>(tree.getImplementsClause());
        parents.addAll(tree.getPermitsClause());
        if (tree.getExtendsClause() != null) {
            parents.add(tree.getExtendsClause());
        }
        return parents;
    }

    /** Where the type's body begins, after the `{`. */
    int body(TreePath type) {
        String source = text(type.getCompilationUnit());
        int name = source.indexOf(" " + ((ClassTree) type.getLeaf()).getSimpleName(), start(type));
        int header = parents(type).stream().mapToInt(parent -> end(type, parent)).reduce(name, Math::max);
        return source.indexOf('{', header) + 1;
    }

    /** The members that stand in the type's body, in order: javac adds constructors, and more to a record. */
    List<TreePath> members(TreePath type) {
        return ((ClassTree) type.getLeaf()).getMembers()
                .stream()
                .filter(member -> start(type, member) > start(type) && end(type, member) > start(type, member))
                .map(member -> new TreePath(type, member))
                .filter(member -> !isComponent(member))
                .toList();
    }

    /** The components of a record. */
    List<? extends Tree> components(TreePath type) {
        return ((ClassTree) type.getLeaf()).getMembers()
                .stream()
                .filter(member -> isComponent(new TreePath(type, member)))
                .toList();
    }

    private boolean isComponent(TreePath member) {
        return member.getParentPath().getLeaf().getKind() == Tree.Kind.RECORD
                && member.getLeaf() instanceof VariableTree
                && !element(member).getModifiers().contains(Modifier.STATIC);
    }

    /** The methods of other types that a method overrides. */
    Stream<ExecutableElement> overridden(ExecutableElement method) {
        TypeElement type = (TypeElement) method.getEnclosingElement();
        return supertypes(type).flatMap(parent -> ElementFilter.methodsIn(parent.getEnclosedElements()).stream())
                .filter(other -> elements.overrides(method, other, type));
    }

    private static Stream<TypeElement> supertypes(TypeElement type) {
        return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
                .filter(parent -> parent.getKind() == TypeKind.DECLARED)
                .map(parent -> (TypeElement) ((DeclaredType) parent).asElement())
                .flatMap(parent -> Stream.concat(Stream.of(parent), supertypes(parent)));
    }
}
